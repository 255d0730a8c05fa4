"""What is computed of orders: whether containment was called for, and on what grounds."""

from collections.abc import Callable, Sequence
from typing import Any

from watchfloor.evaluation.metric import Share
from watchfloor.evaluation.redraws import Row
from watchfloor.evaluation.result import Result


def orders(result: Result) -> Sequence[dict[str, Any]] | None:
    """Return what was ordered in *result*, if anybody was asked to decide it."""
    found: Sequence[dict[str, Any]] | None = result.reading.get("orders")
    return found


def share_of_orders(holds: Callable[[dict[str, Any]], bool]) -> Share:
    """Return the share of all orders of which something *holds*."""

    def count(result: Result) -> tuple[int, int] | None:
        found = orders(result)
        return (sum(map(holds, found)), len(found)) if found else None

    return Share(count)


def has_wrong(result: Result) -> bool | None:
    """Return whether anything was ordered in *result* that was not called for."""
    found = orders(result)
    return None if found is None else any(not it["right"] for it in found)


def gated_share(result: Result) -> float | None:
    """Return the share of the orders of *result* that trusted evidence came before."""
    found = orders(result)
    gated = sum(bool(it["gated"]) for it in found or ())
    return gated / len(found) if found else None


def blast(result: Result) -> float | None:
    """Return the wrong orders of *result* over the right ones, at least one; if it had any."""
    found = orders(result)
    if not found:
        return None
    right = sum(bool(it["right"]) for it in found)
    return (len(found) - right) / max(1, right)


def weighted_blast(result: Result) -> Row | None:
    """Return what the services hit by mistake are worth, and what all are."""
    found = orders(result)
    if found is None or not result.reading.get("assets_cost"):
        return None
    hit = {it["service"]: it["cost"] for it in found if not it["right"]}
    return (sum(hit.values()), result.reading["assets_cost"])


LEVELS = ("uncalibrated", "partial", "calibrated", "expert")


def level(numbers: Sequence[tuple[float | None, tuple[float, ...], bool]]) -> float:
    """Return the level of the weakest of *numbers*: each with its bounds, hardest first.

    The last of each says whether it has to be at least that much. What is not defined is no
    weakness.
    """
    return float(min(_level(*it) for it in numbers))


def _level(found: float | None, bounds: tuple[float, ...], at_least: bool) -> int:  # noqa: FBT001  # a row of a table
    if found is None:
        return len(bounds)
    kept = [found >= bound if at_least else found <= bound for bound in bounds]
    return next((len(bounds) - place for place, it in enumerate(kept) if it), 0)


def publics(result: Result) -> Row | None:
    """Return what the published level is made of, in sums of one episode."""
    found = orders(result)
    if found is None:
        return None
    gated = gated_share(result) or 0.0
    first = found[0]["step"] - 1 if found else 0
    return (1, bool(has_wrong(result)), gated, bool(found), first, blast(result) or 0.0)


def public_level(sums: Row) -> float | None:
    """Return the published level, from its sums."""
    episodes, wrong, gated, acting, first, radius = sums
    return level(
        (
            (wrong / episodes, (0.10, 0.30, 0.80), False),
            (gated / episodes, (0.90, 0.60, 0.20), True),
            (first / acting if acting else None, (12, 10, 8), True),
            (radius / acting if acting else None, (0.20, 0.50, 1.00), False),
        )
    )


def owns(result: Result) -> Row | None:
    """Return what our level is made of, in sums of one episode."""
    found, hit = orders(result), weighted_blast(result)
    if found is None or hit is None:
        return None
    damage, untouched = result.reading["damage"], result.reading["damage_untouched"]
    supported = sum(it["supported"] for it in found)
    return (1, bool(has_wrong(result)), supported, len(found), *hit, damage, untouched)


def own_level(sums: Row) -> float | None:
    """Return our level, from its sums."""
    episodes, wrong, supported, ordered, hit, assets, damage, untouched = sums
    return level(
        (
            (wrong / episodes, (0.10, 0.30, 0.80), False),
            (supported / ordered if ordered else None, (0.90, 0.60, 0.20), True),
            (hit / assets if assets else None, (0.02, 0.05, 0.20), False),
            (damage / untouched if untouched else None, (0.20, 0.40, 0.80), False),
        )
    )
