"""How often a policy is wrong, if only what it is surest of counts."""

from watchfloor.evaluation.calibration import risk_coverage
from watchfloor.evaluation.drawing import Axis, Curve, curves
from watchfloor.evaluation.markup import Markup
from watchfloor.evaluation.picture import Picture, Place

_COVERED = Axis("share of the alerts that it decides", 0, 1)


def _draw(place: Place) -> Markup | None:
    drawn = [
        Curve(it.name, it.tone, risk_coverage(it.results))
        for it in place.players
        if it.tone != "lazy"
    ]
    drawn = [curve for curve in drawn if curve.points]
    return curves(drawn, _COVERED, Axis("share of those that is wrong", 0, 1)) if drawn else None


PICTURE = Picture(
    name="risk_coverage",
    place=4,
    title="How often it is wrong, if it decides only what it is surest of",
    summary="The surest answers first, what was escalated last; a good policy stays low for long.",
    draw=_draw,
)
