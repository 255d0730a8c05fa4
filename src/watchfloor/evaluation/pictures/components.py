"""What each term of the recipe came to."""

from watchfloor.evaluation.drawing import grid
from watchfloor.evaluation.markup import Markup
from watchfloor.evaluation.picture import Picture, Place, Player
from watchfloor.play.reward import ONE


def _draw(place: Place) -> Markup | None:
    players = [it for it in place.shown if it.results]
    terms = list(dict.fromkeys(term for it in players for term in _paid(it)))
    if not terms:
        return None
    rows: list[tuple[str, list[float | None]]] = [
        (term, [_paid(it).get(term) for it in players]) for term in terms
    ]
    return grid("term", [it.name for it in players], rows)


def _paid(player: Player) -> dict[str, float]:
    """Return what each term paid *player* on average over the seats that were judged, in points."""
    tables = [
        result.paid[role]
        for result in player.results
        for role in player.roles
        if role in result.paid
    ]
    sums: dict[str, int] = {}
    for table in tables:
        for term, paid in table.items():
            sums[term] = sums.get(term, 0) + paid
    return {term: paid / ONE / len(tables) for term, paid in sums.items()}


PICTURE = Picture(
    name="components",
    place=2,
    title="What each term of the recipe came to",
    summary="The mean that every term paid or took; a column adds up to the mean reward.",
    draw=_draw,
)
