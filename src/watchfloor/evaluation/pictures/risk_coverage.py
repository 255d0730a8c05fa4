"""How often a policy is wrong, if only what it is surest of counts."""

from watchfloor.evaluation.drawing import Axis, Curve, curves
from watchfloor.evaluation.markup import Markup
from watchfloor.evaluation.picture import Picture, Place, Player

_COVERED = Axis("share of the alerts that it decides", 0, 1)


def _draw(place: Place) -> Markup | None:
    drawn = [Curve(it.name, it.tone, _risks(it)) for it in place.players if it.tone != "lazy"]
    drawn = [curve for curve in drawn if curve.points]
    return curves(drawn, _COVERED, Axis("share of those that is wrong", 0, 1)) if drawn else None


def _risks(player: Player) -> list[tuple[float, float]]:
    """Return the share covered and the share wrong of it, from the surest answer on."""
    said = [it.reading for it in player.results if it.reading.get("confidence") is not None]
    ordered = sorted(said, key=lambda it: -it["confidence"])
    wrong, points = 0, list[tuple[float, float]]()
    for place, reading in enumerate(ordered, start=1):
        wrong += not reading["right"]
        is_last = place == len(ordered) or ordered[place]["confidence"] != reading["confidence"]
        if is_last:
            points.append((place / len(ordered), wrong / place))
    return points


PICTURE = Picture(
    name="risk_coverage",
    title="How often it is wrong, if it decides only what it is surest of",
    summary="From the left, the surest answers first; a good policy stays low for long.",
    draw=_draw,
)
