"""What is trained here: a tiny model that knows the words of both games, on small plans."""

from functools import cache
from pathlib import Path
from typing import Any

from spelled import Spelled
from tiny_models import model, tokenizer
from watchfloor.agents.games import find
from watchfloor.play.game import Setting
from watchfloor.training import trl as path
from watchfloor.training.chat import Chat
from watchfloor.training.conversations import LEARNER, Bounds, Cast
from watchfloor.training.libraries import Loaded, with_adapter
from watchfloor.training.trl import Pace, Plan

TRIAGE = {"defender": LEARNER}
TEAM = ("incident_commander", "app_sre", "db_sre", "security_analyst")


def cast_of(game: str, speaks: dict[str, str], others: str = "heuristic") -> Cast:
    """Return who sits at the table of *game*, those of *speaks* in tokens."""
    found = find(game)
    return Cast(found, found.recipes["standard"], speaks, others)


def triage(seed: int, mode: str = "defender_only") -> Setting:
    """Return an easy world of the triage."""
    return Setting("stage1_basic", mode, seed)


def room(seed: int) -> Setting:
    """Return an easy world of the war-room."""
    return Setting("easy", "sequential", seed)


@cache
def words() -> Any:  # noqa: ANN401  # a tokenizer of a library
    """Return one tokenizer for all that is told here."""
    found = Spelled()
    team = dict.fromkeys(TEAM, LEARNER)
    for cast, setting in (
        (cast_of("opensoc", TRIAGE), triage),
        (cast_of("logsentinel", team), room),
    ):
        plan = Plan(cast, Chat(found), Bounds(0, 0))
        for seed in range(3):
            path.shown(plan, setting(seed), "heuristic")
    return tokenizer(found.texts, 12_000)


def plan_of(cast: Cast, whole: int = 64, turn: int = 16, **further: Any) -> Plan:  # noqa: ANN401  # of a plan
    """Return what is learnt on the table of *cast*, in few tokens."""
    return Plan(cast, Chat(words(), {"enable_thinking": False}), Bounds(whole, turn), **further)


def pace_of(folder: Path, steps: int = 1, **further: Any) -> Pace:  # noqa: ANN401  # of a pace
    """Return *steps* on a processor, which are kept in *folder*."""
    options: dict[str, Any] = {"group": 2, "batch": 2, "saved": 1000, **further}
    return Pace(folder=str(folder), steps=steps, rate=1e-2, is_on_processor=True, **options)


def fresh_policy(*, is_adapted: bool = False) -> Loaded:
    """Return a model that knows nothing yet, whole or with an adapter."""
    made = model(words())
    return Loaded(with_adapter(made, 4) if is_adapted else made, words(), "hf")


def weights_of(of: Any) -> dict[str, Any]:  # noqa: ANN401  # a model of a library
    """Return a copy of the weights of a model."""
    return {name: it.detach().clone() for name, it in of.state_dict().items()}
