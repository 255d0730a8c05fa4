"""An episode told through the eyes of one role, as far as it has come."""

from collections.abc import Iterator

from watchfloor.audit.moment import Moment, Surface
from watchfloor.play.narration import exchange
from watchfloor.play.trajectory import Turn


def _says(moment: Moment) -> Iterator[str]:
    seen = moment.game.observe(moment.state, moment.role)
    yield exchange(seen, Turn(seen.turn, moment.role, moment.reply, "ok", "", ""))


SURFACE = Surface(
    name="story",
    summary="An episode told through the eyes of one role, as far as it has come.",
    says=_says,
)
