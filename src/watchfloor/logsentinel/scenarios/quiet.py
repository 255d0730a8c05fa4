"""Nothing is wrong, so that whatever is contained is contained without reason.

There is nothing to earn, and no report is called for: who knows that much lets the time pass.
"""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.plan import Plan
from watchfloor.logsentinel.world import grow
from watchfloor.play.reward import millionths
from watchfloor.world.scenario import Scenario

_PLAN = Plan(
    name="quiet",
    mix="nothing",
    horizon=72,
    lone_support=parts("0.6"),
    red_herrings=2,
    noise=20,
)

SCENARIO = Scenario(
    name="quiet",
    summary="Nothing is wrong but red herrings and noise, so that nothing is to be contained.",
    build=lambda seed: grow(seed, _PLAN),
    oracle_at_least=millionths("-0.7"),
    random_at_most=millionths("-0.3"),
    is_apart=True,
)
