"""What the policy under test earned, in points."""

from watchfloor.evaluation.result import Result
from watchfloor.play.reward import ONE

ATTACKER = "attacker"


def seats_of(result: Result) -> list[str]:
    """Return the seats of the policy under test that were paid; the attacker's only if alone.

    Where one policy plays both sides, what one earns the other loses.
    """
    held = [role for role, name in result.seats.items() if name == result.policy]
    paid = [role for role in held if role in result.rewards]
    return [role for role in paid if role != ATTACKER] or paid


def earned(result: Result) -> int | None:
    """Return what the seats under test earned on average, in millionths."""
    seats = seats_of(result)
    return sum(result.rewards[role] for role in seats) // len(seats) if seats else None


def points(result: Result) -> float | None:
    """Return what the seats under test earned on average, in points."""
    found = earned(result)
    return None if found is None else found / ONE
