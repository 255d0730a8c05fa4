"""Times until something happens, where it does not always: medians and restricted means."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from watchfloor.evaluation.metric import Results, Share, Sums, each, quotient
from watchfloor.evaluation.redraws import Row
from watchfloor.evaluation.result import Result


def curve(times: Iterable[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Return the share for which it has not happened after each time at which it did for some.

    *times* holds when it happened, or when nobody looked any longer, and whether it did.

    >>> curve([(1, True), (2, False), (3, True), (4, True)])
    [(1, 0.75), (3, 0.375), (4, 0.0)]
    """
    ordered = sorted(times)
    left, found = 1.0, list[tuple[float, float]]()
    for time in dict.fromkeys(time for time, happened in ordered if happened):
        at_risk = sum(other >= time for other, _ in ordered)
        here = sum(other == time and happened for other, happened in ordered)
        left *= 1 - here / at_risk
        found.append((time, left))
    return found


def median(times: Sequence[tuple[float, bool]]) -> float | None:
    """Return the first time after which it has happened for half, if it ever has."""
    return next((time for time, left in curve(times) if left <= 0.5), None)


def first_orders(results: Results) -> list[tuple[float, bool]]:
    """Return the turn of the first containment of each episode that called for one, or its last."""
    return [
        (orders[0]["step"], True) if (orders := it.reading["orders"]) else (it.turns, False)
        for it in results
        if it.reading.get("required")
    ]


def incidents(result: Result) -> list[dict[str, Any]]:
    """Return the real incidents of a war-room that broke out."""
    found: list[dict[str, Any]] = result.reading.get("incidents", [])
    return found


def restricted(until: str) -> Sums:
    """Return the mean minutes from the beginning of an incident to *until*, up to the horizon.

    What never came counts as having taken to the horizon.
    """

    def parts(result: Result) -> Row | None:
        found = incidents(result)
        horizon = result.reading.get("horizon", 0)
        ends = [horizon if it[until] is None else min(it[until], horizon) for it in found]
        spent = sum(end - it["began"] for end, it in zip(ends, found, strict=True))
        return (spent, len(found)) if found else None

    return Sums(each(parts), quotient)


def share_with(holds: Callable[[dict[str, Any]], bool]) -> Share:
    """Return the share of incidents of which something *holds*."""

    def count(result: Result) -> tuple[int, int] | None:
        found = incidents(result)
        return (sum(map(holds, found)), len(found)) if found else None

    return Share(count)
