import dataclasses

import pytest

from watchfloor.seeds import Seed
from watchfloor.world import organisation
from watchfloor.world.scenario import Scenario

SCENARIO = Scenario("calm", "Nothing happens.", organisation.grow, 1_000_000, 0)


def test_a_scenario_is_a_function_of_its_seed() -> None:
    """What a scenario builds depends on the seed and on nothing else."""
    assert SCENARIO.build(Seed.of(1)) == SCENARIO.build(Seed.of(1))
    assert SCENARIO.build(Seed.of(1)) != SCENARIO.build(Seed.of(2))


def test_a_scenario_measures_every_role_unless_it_names_some() -> None:
    """The bounds speak of all roles, or of those that have a right answer."""
    assert SCENARIO.measured == ()
    assert dataclasses.replace(SCENARIO, measured=("guard",)).measured == ("guard",)


def test_a_scenario_cannot_be_changed_while_it_is_played() -> None:
    """The bounds that scores are judged by are fixed."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        SCENARIO.random_at_most = 1_000_000  # type: ignore[misc]  # what the test is about
