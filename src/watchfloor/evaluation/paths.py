"""Credit for the steps that lead to an answer, counted back from it."""

from collections.abc import Sequence
from typing import Any

from watchfloor.evaluation.confusion import verdict
from watchfloor.evaluation.redraws import Row
from watchfloor.evaluation.result import Result
from watchfloor.evaluation.survival import incidents

DECAY = 0.4
"""What each step further back is worth of the one before."""


def credit(result: Result) -> Row | None:
    """Return the credit of *result* and how many answers it is for, if any was asked."""
    found = verdict(result)
    if found is not None:
        return (walked(bool(found["right"]), _triage(found)), 1)
    there = incidents(result)
    if not there:
        return None
    return (sum(walked(bool(it["claimed"]), _warroom(it)) for it in there), len(there))


def walked(is_right: bool, steps: Sequence[bool]) -> float:  # noqa: FBT001  # as it is said
    """Return 1 for what is right, else what *steps* are worth, the nearest to the answer first.

    >>> walked(False, (True, False, True)), walked(True, ())
    (0.464, 1.0)
    """
    if is_right:
        return 1.0
    return sum(DECAY**back for back, done in enumerate(steps, start=1) if done)


def _triage(found: dict[str, Any]) -> tuple[bool, ...]:
    is_alarm = found["answer"] not in {"", "dismiss"}
    return found["hits"] > 0, bool(found["answer"]) and is_alarm == found["malicious"]


def _warroom(incident: dict[str, Any]) -> tuple[bool, ...]:
    seen = incident["roles_seeing"]
    return incident["detected"] is not None, incident["near"], seen > 1, seen > 0
