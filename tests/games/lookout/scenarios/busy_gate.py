"""A long log in which somebody forgot a password, with an attack every other time."""

from lookout import gate
from watchfloor.play.reward import ONE
from watchfloor.world.scenario import Scenario

SCENARIO = Scenario(
    name="busy_gate",
    summary="A long log in which somebody forgot a password, with an attack every other time.",
    build=lambda seed: gate.grow(seed, lines=14, has_forgetful=True),
    oracle_at_least=ONE,
    random_at_most=ONE // 4,
)
