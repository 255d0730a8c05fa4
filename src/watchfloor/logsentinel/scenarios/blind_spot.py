"""An outage and an intrusion where one sensor is silent and another one lies."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.plan import Plan
from watchfloor.logsentinel.world import grow
from watchfloor.play.reward import millionths
from watchfloor.world.scenario import Scenario

_PLAN = Plan(
    name="blind_spot",
    mix="outage_and_intrusion",
    horizon=72,
    lone_support=parts("0.6"),
    red_herrings=1,
    noise=10,
    silent_sensors=1,
    lying_sensors=1,
)

SCENARIO = Scenario(
    name="blind_spot",
    summary="An outage and an intrusion where one sensor is silent and another one lies.",
    build=lambda seed: grow(seed, _PLAN),
    oracle_at_least=millionths("0.9"),
    random_at_most=millionths("0"),
)
