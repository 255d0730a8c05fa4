"""Answers beside truths: the table of triage, and what is computed of it."""

from collections.abc import Callable
from typing import Any

from watchfloor.evaluation.metric import Rates, Results, Sums, each
from watchfloor.evaluation.redraws import Row, Value
from watchfloor.evaluation.result import Result

ANSWERS = ("dismiss", "monitor", "quarantine_host", "block_ip", "escalate")
"""The classes, as the runbook has them."""
GIVEN = (*ANSWERS, "malformed")
"""What can be given for an answer: the last is a miss of whatever was true."""
_WIDTH = len(GIVEN)


def verdict(result: Result) -> dict[str, Any] | None:
    """Return the reading of *result* if a defender was asked."""
    return result.reading if "truth" in result.reading else None


def cell(result: Result) -> Row | None:
    """Return the table of one answer: a row for each truth, a column for each answer given."""
    found = verdict(result)
    if found is None:
        return None
    row = [0] * (len(ANSWERS) * _WIDTH)
    row[ANSWERS.index(found["truth"]) * _WIDTH + GIVEN.index(found["decision"])] = 1
    return row


def table(results: Results) -> list[list[int]]:
    """Return how often each answer was given for each truth."""
    sums = each(cell)(results) or [0] * (len(ANSWERS) * _WIDTH)
    return [[int(it) for it in sums[place : place + _WIDTH]] for place in _starts()]


def _starts() -> range:
    return range(0, len(ANSWERS) * _WIDTH, _WIDTH)


def of_table(value: Value) -> Sums:
    """Return the metric that *value* computes of the table."""
    return Sums(each(cell), value)


def _counts(sums: Row, place: int) -> tuple[float, float, float]:
    """Return of one class what was hit, what was true and what was given."""
    true = sum(sums[place * _WIDTH : (place + 1) * _WIDTH])
    given = sum(sums[start + place] for start in _starts())
    return sums[place * _WIDTH + place], true, given


def recall(answer: str) -> Value:
    """Return the share of what is *answer* that was given so."""

    def value(sums: Row) -> float | None:
        hit, true, _ = _counts(sums, ANSWERS.index(answer))
        return hit / true if true else None

    return value


def precision(answer: str) -> Value:
    """Return the share of what was given as *answer* that is so."""

    def value(sums: Row) -> float | None:
        hit, _, given = _counts(sums, ANSWERS.index(answer))
        return hit / given if given else None

    return value


def macro_f1(sums: Row) -> float | None:
    """Return the mean F1 of the classes that were true or given."""
    counts = [_counts(sums, place) for place in range(len(ANSWERS))]
    found = [2 * hit / (true + given) for hit, true, given in counts if true + given]
    return sum(found) / len(found) if found else None


def matthews(sums: Row) -> float | None:
    """Return the correlation of Matthews for several classes, as Gorodkin has it."""
    total = sum(sums)
    counts = [_counts(sums, place) for place in range(len(ANSWERS))]
    hits = sum(hit for hit, _, _ in counts)
    true = [it for _, it, _ in counts]
    given = [sum(sums[start + place] for start in _starts()) for place in range(_WIDTH)]
    both = sum(one * other for one, other in zip(true, given, strict=False))
    spread = (total**2 - sum(it**2 for it in given)) * (total**2 - sum(it**2 for it in true))
    return (hits * total - both) / spread**0.5 if spread > 0 else None


def hostile(sums: Row) -> tuple[float, float, float, float]:
    """Return the alarms that are right, missed, false and rightly dismissed.

    Whatever is not dismissed is an alarm; no answer at all is none.
    """
    alarms = [GIVEN.index(answer) for answer in ANSWERS[1:]]
    rows = [[sums[start + place] for place in alarms] for start in _starts()]
    wholes = [sum(sums[start : start + _WIDTH]) for start in _starts()]
    raised = [sum(row) for row in rows]
    right, false = sum(raised[1:]), raised[0]
    dismissed = sums[0]
    return right, sum(wholes[1:]) - right, false, dismissed


def attack_f1(sums: Row) -> float | None:
    """Return F1 with hostile as what is looked for."""
    right, missed, false, _ = hostile(sums)
    whole = 2 * right + missed + false
    return 2 * right / whole if whole else None


def at_prevalence(percent: int, value: Value) -> Value:
    """Return *value* of the table as it would be if *percent* of the alerts were hostile.

    Harmless and hostile alerts are weighed for it; the mix within each stays.
    """

    def weighed(sums: Row) -> float | None:
        benign = sum(sums[:_WIDTH])
        malicious = sum(sums[_WIDTH:])
        if not benign or not malicious:
            return None
        scales = ((100 - percent) / benign, percent / malicious)
        return value([it * scales[place >= _WIDTH] for place, it in enumerate(sums)])

    return weighed


def alarms(result: Result) -> Row | None:
    """Return the alarms among hostile alerts, those alerts, and the same among harmless ones."""
    found = verdict(result)
    if found is None:
        return None
    is_raised = int(found["answer"] not in {"", "dismiss"})
    return (is_raised, 1, 0, 0) if found["malicious"] else (0, 0, is_raised, 1)


def precision_at(percent: int) -> Rates:
    """Return the share of alarms that were right, were *percent* of the alerts hostile."""

    def value(shares: Row) -> float | None:
        right, false = shares[0] * percent, shares[1] * (100 - percent)
        return right / (right + false) if right + false else None

    return Rates(alarms, value)


def f1_at(percent: int) -> Rates:
    """Return F1 with hostile as what is looked for, were *percent* of the alerts hostile."""

    def value(shares: Row) -> float:
        right, false = shares[0] * percent, shares[1] * (100 - percent)
        return 2 * right / (right + percent + false)

    return Rates(alarms, value)


def asked(holds: Callable[[dict[str, Any]], bool | None]) -> Callable[[Result], bool | None]:
    """Return *holds* of the reading of a result in which a defender was asked."""

    def of_result(result: Result) -> bool | None:
        found = verdict(result)
        return None if found is None else holds(found)

    return of_result
