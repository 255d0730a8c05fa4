"""One incident of any type, a red herring and little noise."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.plan import Plan
from watchfloor.logsentinel.world import grow
from watchfloor.play.reward import millionths
from watchfloor.world.scenario import Scenario

_PLAN = Plan(
    name="easy",
    mix="one",
    horizon=48,
    lone_support=parts("0.6"),
    red_herrings=1,
    noise=3,
)

SCENARIO = Scenario(
    name="easy",
    summary="One incident of any type, a red herring and little noise.",
    build=lambda seed: grow(seed, _PLAN),
    oracle_at_least=millionths("0.8"),
    random_at_most=millionths("0"),
)
