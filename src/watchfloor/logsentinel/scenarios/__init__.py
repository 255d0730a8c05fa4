"""The situations, one file each."""

from collections.abc import Mapping
from typing import cast

from watchfloor.catalog import load
from watchfloor.logsentinel.world import World
from watchfloor.world.scenario import Scenario

SCENARIOS = cast("Mapping[str, Scenario[World]]", load(__name__, "SCENARIO", Scenario))
