"""Which answer was given for which truth."""

from collections import Counter

from watchfloor.evaluation.drawing import grid
from watchfloor.evaluation.markup import Markup, element
from watchfloor.evaluation.picture import Picture, Place, Player
from watchfloor.opensoc.runbook import ANSWERS

_DECISIONS = (*ANSWERS, "malformed")


def _draw(place: Place) -> Markup | None:
    drawn = [(it, _counted(it)) for it in place.shown]
    drawn = [(it, counts) for it, counts in drawn if counts]
    if not drawn:
        return None
    return element("div", [_grid(it, counts) for it, counts in drawn], class_="several")


def _counted(player: Player) -> Counter[tuple[str, str]]:
    readings = [it.reading for it in player.results if "decision" in it.reading]
    return Counter((it["truth"], it["decision"]) for it in readings)


def _grid(player: Player, counts: Counter[tuple[str, str]]) -> Markup:
    rows = [(truth, [float(counts[truth, it]) for it in _DECISIONS]) for truth in ANSWERS]
    caption = element("h5", player.name, class_=player.tone)
    return element("div", caption, grid("truth, then answer", _DECISIONS, rows))


PICTURE = Picture(
    name="confusion",
    title="Which answer was given for which truth",
    summary="A row for each truth, a column for each answer, and how many episodes were both.",
    draw=_draw,
)
