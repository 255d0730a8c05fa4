"""The situations, one file each."""

from watchfloor.catalog import load
from watchfloor.world.scenario import Scenario

SCENARIOS = load(__name__, "SCENARIO", Scenario)
