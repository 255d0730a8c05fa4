"""What a game says of itself: its scenarios, roles, moves and policies."""

from collections.abc import Iterator

from watchfloor.agents.typing_in import explained
from watchfloor.audit.moment import Moment, Surface


def _says(moment: Moment) -> Iterator[str]:
    game = moment.game
    yield game.summary
    for shelf in (game.scenarios, game.terms, game.recipes, game.policies):
        yield from (f"{name}: {thing.summary}" for name, thing in shelf.items())
    for role in game.roles.values():
        offered = game.observe(moment.state, role.name).moves
        yield f"{role.brief}\n{explained(role.moves, offered)}"


SURFACE = Surface(
    name="listing",
    summary="What a game says of itself: its scenarios, roles, moves and policies.",
    says=_says,
)
