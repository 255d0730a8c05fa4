"""Stated confidence beside what was right: scores, bins, and the curve of risk and coverage."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from watchfloor.evaluation.confusion import verdict
from watchfloor.evaluation.metric import Results
from watchfloor.evaluation.result import Result

BINS = 15
ABSTAINS = "escalate"
"""The answer that leaves it to somebody else."""


class Bin(NamedTuple):
    """Answers that were about equally sure."""

    mass: float
    """How many there are; an answer may lie in two bins in parts."""
    stated: float
    """Their mean confidence."""
    right: float
    """What share of them was right."""


def stated(result: Result) -> tuple[float, bool] | None:
    """Return the confidence of an answer, and whether it was right, if one was stated."""
    found = verdict(result)
    if found is None or found["confidence"] is None:
        return None
    return found["confidence"], found["right"]


def bins(results: Results, count: int = BINS) -> list[Bin]:
    """Return the answers in *count* bins of equal mass, the least sure first.

    Answers that are equally sure are spread over the bins that they fall into, so that their order
    does not matter.
    """
    pairs = sorted(found for found in map(stated, results) if found is not None)
    if not pairs:
        return []
    size, found, mass, sure, right = len(pairs) / count, list[Bin](), 0.0, 0.0, 0.0
    for confidence, equals in _alike(pairs):
        left, share_right = float(len(equals)), sum(equals) / len(equals)
        while left > 1e-9:
            taken = min(left, size - mass)
            mass, left = mass + taken, left - taken
            sure, right = sure + taken * confidence, right + taken * share_right
            if size - mass < 1e-9:
                found.append(Bin(mass, sure / mass, right / mass))
                mass, sure, right = 0.0, 0.0, 0.0
    return found


def _alike(pairs: Sequence[tuple[float, bool]]) -> list[tuple[float, list[bool]]]:
    """Return what was right of the answers with each confidence."""
    return [
        (confidence, [right for _, right in equals])
        for confidence, equals in groupby(pairs, key=lambda it: it[0])
    ]


def ece(results: Results) -> float | None:
    """Return how far confidence and rightness lie apart, bin by bin, on average."""
    found = bins(results)
    if not found:
        return None
    off = sum(it.mass * abs(it.stated - it.right) for it in found)
    return off / sum(it.mass for it in found)


def risk_coverage(results: Results) -> list[tuple[float, float]]:
    """Return the share answered and the share of those that is wrong, from the surest answer on.

    What is escalated is answered last of all, for it was left to somebody else. Of answers that are
    equally sure each is as likely to come first.
    """
    ranked = sorted(
        (_rank(result, *found), not found[1])
        for result in results
        if (found := stated(result)) is not None
    )
    curve, taken, wrong = list[tuple[float, float]](), 0, 0.0
    for _, equals in groupby(ranked, key=lambda it: it[0]):
        misses = [miss for _, miss in equals]
        for _ in misses:
            taken, wrong = taken + 1, wrong + sum(misses) / len(misses)
            curve.append((taken / len(ranked), wrong / taken))
    return curve


def _rank(result: Result, confidence: float, _right: bool) -> tuple[bool, float]:  # noqa: FBT001  # as it is stated
    return (result.reading["answer"] == ABSTAINS, -confidence)


def aurc(results: Results) -> float | None:
    """Return the area under the curve of risk and coverage."""
    curve = risk_coverage(results)
    return sum(risk for _, risk in curve) / len(curve) if curve else None
