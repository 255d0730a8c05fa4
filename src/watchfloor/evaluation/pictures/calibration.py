"""Whether a policy is right as often as it says."""

from watchfloor.evaluation.calibration import bins
from watchfloor.evaluation.drawing import Axis, Curve, curves
from watchfloor.evaluation.markup import Markup
from watchfloor.evaluation.picture import Picture, Place, Player

_BINS = 10


def _draw(place: Place) -> Markup | None:
    drawn = [Curve(it.name, it.tone, _points(it)) for it in place.players if it.tone != "lazy"]
    drawn = [curve for curve in drawn if curve.points]
    if not drawn:
        return None
    honest = Curve("as often as said", "other", [(0, 0), (1, 1)])
    sure, right = Axis("stated confidence", 0, 1), Axis("share that was right", 0, 1)
    return curves([honest, *drawn], sure, right)


def _points(player: Player) -> list[tuple[float, float]]:
    """Return the mean confidence and the share right of each bin, once for those alike."""
    found = bins(player.results, _BINS)
    return list(dict.fromkeys((one.stated, one.right) for one in found))


PICTURE = Picture(
    name="calibration",
    place=5,
    title="Whether a policy is right as often as it says",
    summary="Ten bins of equal mass by stated confidence; below the straight line, too sure.",
    draw=_draw,
)
