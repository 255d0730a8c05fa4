"""What everyone earned, with intervals."""

from watchfloor.evaluation.drawing import Axis, Span, spans
from watchfloor.evaluation.markup import Markup
from watchfloor.evaluation.picture import Picture, Place


def _draw(place: Place) -> Markup | None:
    rows = [
        Span(it.name, it.tone, it.worth.mean, it.worth.low, it.worth.high)
        for it in place.players
        if it.worth is not None
    ]
    if not rows:
        return None
    low, high = min(it.ends[0] for it in rows), max(it.ends[1] for it in rows)
    return spans(rows, Axis("mean reward", min(0.0, low), max(1.0, high)))


PICTURE = Picture(
    name="scores",
    place=1,
    title="What everyone earned",
    summary="The mean reward of an episode and its 95 % interval; the upright line is nothing.",
    draw=_draw,
)
