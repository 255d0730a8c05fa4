"""What a team of the war-room earns at the prices of a trial; a team earns together."""

from collections.abc import Iterable
from functools import lru_cache

from watchfloor.audit.bout import finished
from watchfloor.audit.comparison import HONEST, KNOWING, RANDOM
from watchfloor.audit.standings import Earned
from watchfloor.audit.trial import Trial
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.state import State
from watchfloor.play.game import Setting
from watchfloor.play.policy import Contender
from watchfloor.play.reward import ONE


@lru_cache(maxsize=512)
def opened(setting: Setting) -> State:
    """Return the first state of *setting*, which is grown once for all who play it."""
    return GAME.first(setting)


def played(setting: Setting, team: Contender) -> State:
    """Return the last state of *setting* with *team* in every seat."""
    last: State = finished(GAME, setting, dict.fromkeys(GAME.roles, team), opened(setting))
    return last


def worth(trial: Trial, state: State) -> float:
    """Return what *state* is worth at the prices of *trial*, cut off nowhere."""
    return trial.recipe.price(GAME.judge(state)[0], GAME.terms).total / ONE


def earned(trial: Trial, settings: Iterable[Setting], team: Contender) -> Earned:
    """Return what *team* earns in *settings*."""
    return tuple(worth(trial, played(setting, team)) for setting in settings)


def references(trial: Trial, scenario: str, mode: str) -> dict[str, Earned]:
    """Return what random play, the heuristic and the oracle earn on the seeds of *trial*."""
    settings = [Setting(scenario, mode, seed) for seed in trial.seeds]
    names = (*RANDOM, HONEST, KNOWING)
    return {name: earned(trial, settings, GAME.policies[name]) for name in names}
