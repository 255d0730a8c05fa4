from typing import get_args

import pytest

import rooms
from watchfloor.logsentinel.plan import Mix
from watchfloor.logsentinel.scenarios import SCENARIOS
from watchfloor.logsentinel.world import grow
from watchfloor.seeds import Seed


@pytest.mark.parametrize("mix", get_args(Mix))
def test_every_mix_grows_a_world(mix: Mix) -> None:
    """Whatever a plan can ask for, there is."""
    world = grow(Seed.of("plan", mix), rooms.plan(mix))

    assert len(world.incidents) >= world.plan.red_herrings


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_and_its_plan_have_one_name(name: str) -> None:
    """What a snapshot says of its plan leads back to the scenario."""
    assert SCENARIOS[name].build(Seed.of("plan")).plan.name == name
