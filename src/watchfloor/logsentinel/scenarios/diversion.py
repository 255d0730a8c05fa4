"""Something loud hides a quiet intrusion, whose alerts are lost, beside an outage."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.plan import Plan
from watchfloor.logsentinel.world import grow
from watchfloor.play.reward import millionths
from watchfloor.world.scenario import Scenario

_PLAN = Plan(
    name="diversion",
    mix="diversion",
    horizon=100,
    lone_support=parts("0.5"),
    red_herrings=2,
    noise=20,
)

SCENARIO = Scenario(
    name="diversion",
    summary="Something loud hides a quiet intrusion, whose alerts are lost, beside an outage.",
    build=lambda seed: grow(seed, _PLAN),
    oracle_at_least=millionths("0.9"),
    random_at_most=millionths("0"),
)
