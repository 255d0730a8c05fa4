"""Several plays of one world: whether all succeed, whether any does, whether they agree."""

from collections import Counter
from collections.abc import Callable
from math import comb

from watchfloor.evaluation.confusion import GIVEN, verdict
from watchfloor.evaluation.metric import Results, Sums, quotient
from watchfloor.evaluation.redraws import Row


def repeats(results: Results) -> list[Results]:
    """Return *results* of one world, those of each cell apart: they are plays of the same thing."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for place, it in enumerate(results):
        found.setdefault((it.cell, it.mode, it.policy), []).append(place)
    return [[results[place] for place in places] for places in found.values()]


def _passes(results: Results) -> tuple[int, int]:
    judged = [it.reading["passed"] for it in results if "passed" in it.reading]
    return sum(judged), len(judged)


def _tried(tries: int, chance: Callable[[int, int], float]) -> Sums:
    """Return the mean *chance*, by what passed and was played, over worlds with enough plays."""

    def parts(results: Results) -> Row | None:
        counts = [_passes(plays) for plays in repeats(results)]
        chances = [chance(won, played) for won, played in counts if played >= tries]
        return (sum(chances), len(chances)) if chances else None

    return Sums(parts, quotient)


def pass_hat(tries: int) -> Sums:
    """Return how likely all of so many *tries* of a world pass, over the worlds tried so often."""
    return _tried(tries, lambda won, played: comb(won, tries) / comb(played, tries))


def pass_at(tries: int) -> Sums:
    """Return how likely one of so many *tries* passes, over the worlds tried so often."""
    return _tried(tries, lambda won, played: 1 - comb(played - won, tries) / comb(played, tries))


def unanimous(results: Results) -> Row | None:
    """Return in how many worlds of several plays all decided alike, and how many there are."""
    decided = [
        [it.reading["decision"] for it in plays if "decision" in it.reading]
        for plays in repeats(results)
    ]
    several = [decisions for decisions in decided if len(decisions) > 1]
    return (sum(len({*it}) == 1 for it in several), len(several)) if several else None


def ratings(results: Results) -> Row | None:
    """Return the agreement of the pairs of plays of a world, one, and its answers by kind."""
    row = [0.0] * (2 + len(GIVEN))
    for plays in repeats(results):
        given = Counter(it.reading["decision"] for it in plays if verdict(it) is not None)
        count = given.total()
        if count > 1:
            row[0] += sum(it * (it - 1) for it in given.values()) / (count * (count - 1))
            row[1] += 1
            for place, answer in enumerate(GIVEN, start=2):
                row[place] += given[answer]
    return row if row[1] else None


def kappa(sums: Row) -> float | None:
    """Return the kappa of Fleiss: agreement beyond what the mix of answers makes likely."""
    total = sum(sums[2:])
    by_luck = sum((it / total) ** 2 for it in sums[2:])
    return (sums[0] / sums[1] - by_luck) / (1 - by_luck) if by_luck < 1 else None
