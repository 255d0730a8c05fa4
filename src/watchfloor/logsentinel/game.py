"""The functions of the game under one name."""

from typing import get_args

from watchfloor.logsentinel import chronicle, snapshot, transition, verifier, view
from watchfloor.logsentinel.cells import SEATS
from watchfloor.logsentinel.policies import POLICIES
from watchfloor.logsentinel.recipes import RECIPES
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.scenarios import SCENARIOS
from watchfloor.logsentinel.state import Mode, State
from watchfloor.logsentinel.terms import TERMS
from watchfloor.play.game import Game

_LONGEST = 100
"""The ticks of the longest scenario."""

GAME: Game[State] = Game(
    name="logsentinel",
    summary="Four roles in a war-room find out what is wrong, end it and report.",
    rules=snapshot.RULES,
    roles=ROLES,
    scenarios=SCENARIOS,
    modes=get_args(Mode),
    terms=TERMS,
    recipes=RECIPES,
    policies=POLICIES,
    most_turns=SEATS * _LONGEST,
    open=lambda scenario, mode, seed: transition.open_with(scenario.build(seed), mode),
    to_move=transition.to_move,
    observe=view.observe,
    apply=transition.apply,
    judge=verifier.judge,
    secrets=view.secrets,
    fingerprint=snapshot.fingerprint,
    chronicle=chronicle.told,
    reveal=chronicle.revealed,
)
