"""Somebody who is thrown out comes back another way, twice, behind a decoy."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.plan import Plan
from watchfloor.logsentinel.world import grow
from watchfloor.play.reward import millionths
from watchfloor.world.scenario import Scenario

_PLAN = Plan(
    name="intruder",
    mix="intruder",
    horizon=100,
    lone_support=parts("0.6"),
    red_herrings=1,
    noise=10,
)

SCENARIO = Scenario(
    name="intruder",
    summary="Somebody who is thrown out comes back another way, twice, behind a decoy.",
    build=lambda seed: grow(seed, _PLAN),
    oracle_at_least=millionths("0.8"),
    random_at_most=millionths("0"),
)
