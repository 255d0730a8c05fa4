"""An outage and two intrusions."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.plan import Plan
from watchfloor.logsentinel.world import grow
from watchfloor.play.reward import millionths
from watchfloor.world.scenario import Scenario

_PLAN = Plan(
    name="mixed",
    mix="mixed",
    horizon=100,
    lone_support=parts("0.5"),
    red_herrings=2,
    noise=20,
)

SCENARIO = Scenario(
    name="mixed",
    summary="An outage and two intrusions.",
    build=lambda seed: grow(seed, _PLAN),
    oracle_at_least=millionths("0.9"),
    random_at_most=millionths("0"),
)
