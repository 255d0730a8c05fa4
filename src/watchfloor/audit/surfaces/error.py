"""What a caller is told who asks for what there is not."""

from collections.abc import Callable, Iterator

from watchfloor.audit.moment import Moment, Surface
from watchfloor.catalog import named
from watchfloor.errors import WatchfloorError
from watchfloor.play.game import Setting


def _says(moment: Moment) -> Iterator[str]:
    game, seed = moment.game, moment.setting.seed
    yield _told(lambda: game.first(Setting("nowhere", game.modes[0], seed)))
    yield _told(lambda: game.first(Setting(moment.setting.scenario, "otherwise", seed)))
    yield _told(lambda: named("role", "nobody", game.roles))
    yield _told(lambda: named("policy", "nobody", game.policies))


def _told(asked: Callable[[], object]) -> str:
    try:
        return str(asked())
    except WatchfloorError as error:
        return str(error)


SURFACE = Surface(
    name="error",
    summary="What a caller is told who asks for what there is not.",
    says=_says,
)
