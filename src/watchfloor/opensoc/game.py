"""The functions of the game under one name."""

from collections.abc import Mapping
from typing import get_args

from watchfloor.opensoc import transition, verifier, view
from watchfloor.opensoc.policies import POLICIES
from watchfloor.opensoc.recipes import RECIPES
from watchfloor.opensoc.roles import ROLES
from watchfloor.opensoc.stage import Stage
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import MINUTES, Mode, State, fingerprint
from watchfloor.opensoc.subset import Subset
from watchfloor.opensoc.subsets import SUBSETS
from watchfloor.opensoc.terms import TERMS
from watchfloor.play.game import Game
from watchfloor.play.reward import ONE
from watchfloor.seeds import Seed
from watchfloor.world.scenario import Scenario

_ORACLE = ONE * 95 // 100
"""What a right answer with its proof earns, where up to half of the minutes went into look-ups."""
_RANDOM = ONE // 10
"""Nothing, and what a few episodes stray from it."""


def _scenario(subset: Subset, *, is_apart: bool) -> Scenario[Subset]:
    return Scenario(
        name=subset.name,
        summary=subset.summary,
        build=lambda _seed: subset,
        oracle_at_least=_ORACLE,
        random_at_most=_RANDOM,
        measured=("defender",),
        is_apart=is_apart,
    )


def _open(scenario: Scenario[Subset], mode: str, seed: Seed) -> State:
    played: Mode = next(known for known in get_args(Mode) if known == mode)
    subset = scenario.build(seed)
    return transition.open_with(subset.stage, played, seed, subset.wish, subset.keeps)


def _whole(stage: Stage) -> Subset:
    return Subset(name=stage.name, summary=stage.summary, stage=stage)


SCENARIOS: Mapping[str, Scenario[Subset]] = {
    **{name: _scenario(_whole(stage), is_apart=False) for name, stage in STAGES.items()},
    **{name: _scenario(subset, is_apart=True) for name, subset in SUBSETS.items()},
}

GAME: Game[State] = Game(
    name="opensoc",
    summary="An attacker crafts an incident, a defender answers the alert that it raises.",
    rules="opensoc-8",
    roles=ROLES,
    scenarios=SCENARIOS,
    modes=get_args(Mode),
    terms=TERMS,
    recipes=RECIPES,
    policies=POLICIES,
    most_turns=3 + MINUTES,
    open=_open,
    to_move=transition.to_move,
    observe=view.observe,
    apply=transition.apply,
    judge=verifier.judge,
    secrets=view.secrets,
    fingerprint=fingerprint,
)
