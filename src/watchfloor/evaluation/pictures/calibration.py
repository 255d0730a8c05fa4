"""Whether a policy is right as often as it says."""

from watchfloor.evaluation.drawing import Axis, Curve, curves
from watchfloor.evaluation.markup import Markup
from watchfloor.evaluation.picture import Picture, Place, Player

_BINS = 10
_SURE = Axis("stated confidence", 0, 1)


def _draw(place: Place) -> Markup | None:
    drawn = [Curve(it.name, it.tone, _bins(it)) for it in place.players if it.tone != "lazy"]
    drawn = [curve for curve in drawn if curve.points]
    if not drawn:
        return None
    honest = Curve("as often as said", "other", [(0, 0), (1, 1)])
    return curves([honest, *drawn], _SURE, Axis("share that was right", 0, 1))


def _bins(player: Player) -> list[tuple[float, float]]:
    """Return the mean confidence and the share right of each of ten bins of equal mass."""
    said = [it.reading for it in player.results if it.reading.get("confidence") is not None]
    pairs = sorted((it["confidence"], it["right"]) for it in said)
    size = max(1, -(-len(pairs) // _BINS))
    bins = [pairs[at : at + size] for at in range(0, len(pairs), size)]
    return [(sum(c for c, _ in b) / len(b), sum(r for _, r in b) / len(b)) for b in bins]


PICTURE = Picture(
    name="calibration",
    title="Whether a policy is right as often as it says",
    summary="Ten bins of equal mass by stated confidence; below the straight line, too sure.",
    draw=_draw,
)
