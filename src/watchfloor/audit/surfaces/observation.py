"""What each role is shown, for programs and for people."""

from collections.abc import Iterator

from watchfloor.audit.moment import Moment, Surface
from watchfloor.codec import canonical
from watchfloor.play.observation import text


def _says(moment: Moment) -> Iterator[str]:
    for role in moment.game.roles:
        seen = moment.game.observe(moment.state, role)
        yield canonical(seen).decode()
        yield text(seen)


SURFACE = Surface(
    name="observation",
    summary="What each role is shown, for programs and for people.",
    says=_says,
)
