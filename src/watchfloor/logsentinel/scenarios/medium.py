"""An outage and an intrusion at once, a red herring and some noise."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.plan import Plan
from watchfloor.logsentinel.world import grow
from watchfloor.play.reward import millionths
from watchfloor.world.scenario import Scenario

_PLAN = Plan(
    name="medium",
    mix="outage_and_intrusion",
    horizon=72,
    lone_support=parts("0.6"),
    red_herrings=1,
    noise=10,
)

SCENARIO = Scenario(
    name="medium",
    summary="An outage and an intrusion at once, a red herring and some noise.",
    build=lambda seed: grow(seed, _PLAN),
    oracle_at_least=millionths("0.9"),
    random_at_most=millionths("0"),
)
