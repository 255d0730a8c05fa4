"""How much a number tells of a label, in bits, beyond what chance makes it seem to."""

from collections import Counter
from collections.abc import Sequence
from math import log2

from watchfloor.evaluation.intervals import Interval
from watchfloor.seeds import Seed

BINS = 8
SHUFFLES = 200


def excess(numbers: Sequence[float], labels: Sequence[str], seed: Seed) -> Interval:
    """Return the bits that *numbers* tell of *labels* over those they tell of shuffled ones.

    Two samples that have nothing to do with each other seem to tell a little, the more the smaller
    they are. So what is told of shuffled labels is taken off, and its spread is the interval.
    """
    bins = binned(numbers)
    draw = seed.stream()
    null = sorted(told(bins, draw.shuffled(labels)) for _ in range(SHUFFLES))
    found, edge = told(bins, labels) - sum(null) / SHUFFLES, SHUFFLES * 25 // 1000
    off = (null[-1 - edge] - null[edge]) / 2
    return Interval(found, found - off, found + off)


def binned(numbers: Sequence[float]) -> list[int]:
    """Return the bin of each of *numbers*; about as many are in each, and equals are together."""
    ordered = sorted(numbers)
    edges = sorted({ordered[len(ordered) * place // BINS] for place in range(1, BINS)})
    return [sum(number >= edge for edge in edges) for number in numbers]


def told(bins: Sequence[int], labels: Sequence[str]) -> float:
    """Return the mutual information of *bins* and *labels*, in bits."""
    count = len(bins)
    both = Counter(zip(bins, labels, strict=True))
    one, other = Counter(bins), Counter(labels)
    return sum(
        share / count * log2(share * count / (one[number] * other[label]))
        for (number, label), share in sorted(both.items())
    )
