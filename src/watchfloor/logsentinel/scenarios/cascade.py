"""An outage brings about another if it is left to grow, beside an intrusion."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.plan import Plan
from watchfloor.logsentinel.world import grow
from watchfloor.play.reward import millionths
from watchfloor.world.scenario import Scenario

_PLAN = Plan(
    name="cascade",
    mix="cascade",
    horizon=100,
    lone_support=parts("0.5"),
    red_herrings=2,
    noise=20,
)

SCENARIO = Scenario(
    name="cascade",
    summary="An outage brings about another if it is left to grow, beside an intrusion.",
    build=lambda seed: grow(seed, _PLAN),
    oracle_at_least=millionths("0.9"),
    random_at_most=millionths("0"),
)
