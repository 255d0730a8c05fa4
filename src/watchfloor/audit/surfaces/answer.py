"""What becomes of a reply: whether it was a move, and what is wrong with it."""

from collections.abc import Iterator

from watchfloor.audit.moment import Moment, Surface
from watchfloor.play.action import Malformed, parse


def _says(moment: Moment) -> Iterator[str]:
    move = parse(moment.reply, moment.game.roles[moment.role].moves)
    if isinstance(move, Malformed):
        yield move.reason
    yield moment.game.apply(moment.state, move).status


SURFACE = Surface(
    name="answer",
    summary="What becomes of a reply: whether it was a move, and what is wrong with it.",
    says=_says,
    is_steady=False,
)
