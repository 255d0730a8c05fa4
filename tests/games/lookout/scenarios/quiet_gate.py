"""An office day, with an attack every other time."""

from lookout import gate
from watchfloor.play.reward import ONE
from watchfloor.world.scenario import Scenario

SCENARIO = Scenario(
    name="quiet_gate",
    summary="An office day, with an attack every other time.",
    build=lambda seed: gate.grow(seed, lines=8),
    oracle_at_least=ONE,
    random_at_most=ONE // 4,
)
