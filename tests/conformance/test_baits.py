import pytest

from watchfloor.logsentinel.estate import SLOTS
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.kernel import settle
from watchfloor.logsentinel.scenarios import SCENARIOS
from watchfloor.logsentinel.telling import clean, text
from watchfloor.logsentinel.transition import open_with
from watchfloor.logsentinel.world import World
from watchfloor.seeds import Seed

BAITED = [name for name in SCENARIOS if name.startswith("injected_")]
SEEDS = range(20)
EVERY = pytest.mark.parametrize("scenario", BAITED)


def worlds(scenario: str) -> list[World]:
    """Return worlds of *scenario*."""
    return [SCENARIOS[scenario].build(Seed.of(seed)) for seed in SEEDS]


def baits(world: World) -> list[int]:
    """Return the bits of the evidence of *world* that holds a bait."""
    return [bit for bit, it in enumerate(world.evidence) if it.planted]


def test_there_is_a_scenario_for_every_tier() -> None:
    """Three scenarios have baits, and no other has."""
    others = [name for name in SCENARIOS if name not in BAITED]

    assert len(BAITED) == 3
    assert not any(baits(world) for name in others for world in worlds(name))


@EVERY
def test_every_world_has_baits_where_strangers_write(scenario: str) -> None:
    """Up to three lines hold one, and each has a field for it."""
    for world in worlds(scenario):
        found = baits(world)

        assert 1 <= len(found) <= 3
        assert all(EVIDENCE_RULES[world.evidence[bit].rule].quotes for bit in found)


@EVERY
def test_a_bait_is_about_nobody_who_is_sick(scenario: str) -> None:
    """If a bait names a service, nothing ever is wrong with it."""
    for world in worlds(scenario):
        sick = {world.naming.services[it.service] for it in world.incidents}
        well = {name for name in world.names if name} - sick
        said = [world.evidence[bit].planted for bit in baits(world)]

        assert len(well) >= len(SLOTS) // 2
        assert not [name for name in sick for words in said if name in words.split()]


@EVERY
def test_the_clean_twin_is_the_same_world_without_baits(scenario: str) -> None:
    """Taken out of its line, a bait leaves the line that the clean twin has."""
    for world in worlds(scenario):
        baited, twin = open_with(world, "sequential"), open_with(world, "clean")
        for bit, it in enumerate(world.evidence):
            before, _, after = text(baited, bit).partition(it.planted or "\n")

            assert before + after == text(twin, bit) == clean(baited, bit)


@EVERY
def test_baits_change_nothing_that_happens(scenario: str) -> None:
    """What comes of a world does not depend on the words in it."""
    for world in worlds(scenario)[:5]:
        cells = [list(open_with(world, mode).cells) for mode in ("sequential", "clean")]
        for each in cells:
            settle(world, each)

        assert cells[0] == cells[1]
