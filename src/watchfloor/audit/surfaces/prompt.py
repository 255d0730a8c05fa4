"""What a model in a seat is told."""

from collections.abc import Iterator

from watchfloor.agents import prompt
from watchfloor.audit.moment import Moment, Surface
from watchfloor.codec import canonical


def _says(moment: Moment) -> Iterator[str]:
    seen = moment.game.observe(moment.state, moment.role)
    said = [prompt.Exchange(seen, moment.reply)]
    text = prompt.words(moment.game, moment.role)
    yield canonical(prompt.messages(text, seen, said)).decode()


SURFACE = Surface(name="prompt", summary="What a model in a seat is told.", says=_says)
