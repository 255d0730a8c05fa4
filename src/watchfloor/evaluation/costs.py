"""What answers cost in minutes, and what models and attackers took."""

from watchfloor.evaluation.confusion import verdict
from watchfloor.evaluation.metric import Sums, each
from watchfloor.evaluation.redraws import Row
from watchfloor.evaluation.result import Result


def cost(result: Result) -> float | None:
    """Return what the answer of *result* cost, with its look-ups, in analyst minutes."""
    found = verdict(result)
    return None if found is None else float(found["cost"] + found["minutes"])


def avoidable(result: Result) -> float | None:
    """Return what the answer of *result* cost more than the right one."""
    found = verdict(result)
    return None if found is None else float(found["cost"] - found["least_cost"])


def cost_at(percent: int) -> Sums:
    """Return what an alert would cost, were *percent* of them hostile."""

    def parts(result: Result) -> Row | None:
        found, spent = verdict(result), cost(result)
        if found is None or spent is None:
            return None
        return (0, 0, spent, 1) if found["malicious"] else (spent, 1, 0, 0)

    def value(sums: Row) -> float | None:
        calm, benign, hostile, malicious = sums
        if not benign or not malicious:
            return None
        return ((100 - percent) * calm / benign + percent * hostile / malicious) / 100

    return Sums(each(parts), value)


def usage(result: Result, what: str) -> float | None:
    """Return how much of *what* the models of *result* took, if any was asked."""
    found = result.usage.get(what)
    return None if found is None else float(found)


def crafted(result: Result, what: str) -> bool | None:
    """Return *what* is known of the incident that an attacker crafted, if one did."""
    found = result.reading.get("attacker")
    return None if found is None else bool(found[what])
