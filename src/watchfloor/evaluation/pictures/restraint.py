"""What was contained that had to be, against what was hit that nothing was wrong with."""

from typing import Any

from watchfloor.evaluation.drawing import Axis, Curve, curves
from watchfloor.evaluation.markup import Markup
from watchfloor.evaluation.picture import Picture, Place, Player

_HARMED = Axis("share of the episodes with a needless containment", 0, 1)
_CAUGHT = Axis("share of what had to be contained that was", 0, 1)


def _draw(place: Place) -> Markup | None:
    drawn = [Curve(it.name, it.tone, _point(it), is_joined=False) for it in place.shown]
    drawn = [curve for curve in drawn if curve.points]
    return curves(drawn, _HARMED, _CAUGHT) if drawn else None


def _point(player: Player) -> list[tuple[float, float]]:
    readings = [it.reading for it in player.results if "orders" in it.reading]
    required = sum(it["required"] for it in readings)
    if not required:
        return []
    harmed = sum(any(order["harmful"] for order in it["orders"]) for it in readings)
    caught = sum(map(_caught, readings))
    return [(harmed / len(readings), caught / required)]


def _caught(reading: dict[str, Any]) -> int:
    """Return how much of what had to be contained was: incidents that ended, or a right order."""
    if "incidents" in reading:
        return sum(one["ended"] is not None for one in reading["incidents"])
    return min(int(reading["required"]), sum(bool(it["right"]) for it in reading["orders"]))


PICTURE = Picture(
    name="restraint",
    place=6,
    title="Containment against needless containment",
    summary="The upper left corner contains all that it must and nothing else.",
    draw=_draw,
)
