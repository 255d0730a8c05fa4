"""Alerts in shifts of ten, where one that is let pass can spoil all the others."""

from typing import Any, NamedTuple

from watchfloor.evaluation.confusion import verdict
from watchfloor.evaluation.metric import Results

SIZE = 10
"""Alerts of a shift; what is left over at the end is no shift."""
BUDGET = 1
"""Hostile alerts that may be let pass, if none of them has to be escalated."""
LEAST_F1 = 0.8


class Shift(NamedTuple):
    """What ten answers came to."""

    must_page_missed: int
    missed: int
    f1: float

    @property
    def graded(self) -> float:
        """Return its F1, or nothing if what had to be escalated was dismissed."""
        return 0.0 if self.must_page_missed else self.f1

    @property
    def is_passed(self) -> bool:
        """Return whether it keeps every bound."""
        return not self.must_page_missed and self.missed <= BUDGET and self.f1 >= LEAST_F1


def shifts(results: Results) -> list[Shift]:
    """Return the shifts that *results* make in their order, those of each repeat apart."""
    by_repeat: dict[int, list[dict[str, Any]]] = {}
    for result in results:
        found = verdict(result)
        if found is not None:
            by_repeat.setdefault(result.repeat, []).append(found)
    return [
        _shift(found[start : start + SIZE])
        for found in by_repeat.values()
        for start in range(0, len(found) - SIZE + 1, SIZE)
    ]


def _shift(found: list[dict[str, Any]]) -> Shift:
    silent = [it for it in found if it["decision"] in {"dismiss", "malformed"}]
    missed = sum(it["malicious"] for it in silent)
    right = sum(it["malicious"] for it in found) - missed
    false = sum(not it["malicious"] for it in found) - (len(silent) - missed)
    whole = 2 * right + missed + false
    f1 = 2 * right / whole if whole else 1.0
    return Shift(sum(it["truth"] == "escalate" for it in silent), missed, f1)


def graded(results: Results) -> float | None:
    """Return the mean grade of the shifts."""
    found = [it.graded for it in shifts(results)]
    return sum(found) / len(found) if found else None


def passed(results: Results) -> float | None:
    """Return the share of the shifts that keep every bound."""
    found = [it.is_passed for it in shifts(results)]
    return sum(found) / len(found) if found else None
