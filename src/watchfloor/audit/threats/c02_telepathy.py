"""Know what nobody has told."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import FIRST, Trial
from watchfloor.audit.warroom_taint import Follower, asks
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting

_POLICIES = ("random", "random_valid", "heuristic", "ping_pong")
_PER_EPISODE = 20


def _tables(trial: Trial) -> Iterator[Table]:
    """Return tables at which scenarios, modes and policies take turns."""
    game, names = trial.game, tuple(trial.game.scenarios)
    for number in range(trial.effort.cases // _PER_EPISODE):
        mode = game.modes[number % len(game.modes)]
        setting = Setting(names[number % len(names)], mode, FIRST + number)
        seats = dict.fromkeys(game.roles, _POLICIES[number % len(_POLICIES)])
        yield Table(setting, trial.recipe, seats)


def _probe(trial: Trial) -> Iterator[Finding]:
    breaches, views = list[str](), 0
    for table in _tables(trial):
        follower, where = Follower(), f"{table.setting.scenario} {table.setting.seed}"
        for ask, reply in asks(table):
            views += 1
            breaches += [f"{where}, {leak}" for leak in follower.leaks(ask, reply)]
    yield never("views with what neither an own source nor a handoff brought", breaches, views)


THREAT = Threat(
    name="c02_telepathy",
    summary="A role reads in its view what only another one was shown.",
    answer="A piece is in a view only by an own source or a handoff from somebody who held it.",
    games=("logsentinel",),
    probe=_probe,
)
