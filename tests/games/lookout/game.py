"""The functions of the game under one name."""

from lookout import transition, verifier, view
from lookout.policies import POLICIES
from lookout.recipes import RECIPES
from lookout.roles import ROLES
from lookout.scenarios import SCENARIOS
from lookout.state import State
from lookout.terms import TERMS
from watchfloor.play.game import Game

GAME: Game[State] = Game(
    name="lookout",
    summary="A spotter reads the log, a keeper says whether the gate is under attack.",
    rules="lookout-1",
    roles=ROLES,
    scenarios=SCENARIOS,
    modes=("watch",),
    terms=TERMS,
    recipes=RECIPES,
    policies=POLICIES,
    most_turns=6,
    open=lambda scenario, _mode, seed: State(scenario.build(seed)),
    to_move=transition.to_move,
    observe=view.observe,
    apply=transition.apply,
    judge=verifier.judge,
    secrets=view.secrets,
)
