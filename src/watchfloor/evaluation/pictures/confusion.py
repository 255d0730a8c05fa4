"""Which answer was given for which truth."""

from watchfloor.evaluation.confusion import ANSWERS, GIVEN, table, verdict
from watchfloor.evaluation.drawing import grid
from watchfloor.evaluation.markup import Markup, element
from watchfloor.evaluation.picture import Picture, Place, Player


def _draw(place: Place) -> Markup | None:
    asked = [it for it in place.shown if any(map(verdict, it.results))]
    return element("div", map(_grid, asked), class_="several") if asked else None


def _grid(player: Player) -> Markup:
    counts = zip(ANSWERS, table(player.results), strict=True)
    caption = element("h5", player.name, class_=player.tone)
    return element("div", caption, grid("truth, then answer", GIVEN, list(counts)))


PICTURE = Picture(
    name="confusion",
    place=3,
    title="Which answer was given for which truth",
    summary="A row for each truth, a column for each answer, and how many episodes were both.",
    draw=_draw,
)
