import os
import subprocess
import sys

import pytest
from msgspec.structs import replace

import rooms
from watchfloor.codec import digest
from watchfloor.logsentinel.estate import CALLS, SLOTS
from watchfloor.logsentinel.plan import Mix
from watchfloor.logsentinel.scenarios import SCENARIOS
from watchfloor.logsentinel.world import MOST_KEPT, Kept, grow, keep
from watchfloor.seeds import Seed

GROWN = """
from watchfloor.codec import digest
from watchfloor.logsentinel.scenarios import SCENARIOS
from watchfloor.seeds import Seed
worlds = [it.build(Seed.of("any", n)) for it in SCENARIOS.values() for n in range(40)]
print(digest([digest(world) for world in worlds]))
"""


@pytest.mark.parametrize("mix", rooms.MIXES)
def test_one_seed_grows_one_world(mix: Mix) -> None:
    """The same seed and plan make the same world, and another seed another."""
    seed, plan = Seed.of("world", mix), rooms.plan(mix)

    assert grow(seed, plan) == grow(seed, plan)
    assert digest(grow(seed, plan)) != digest(grow(seed.child(1), plan))


@pytest.mark.slow
def test_worlds_are_the_same_in_every_process() -> None:
    """Neither another process nor another seed of Python's own hashes changes a world."""
    found = {
        subprocess.run(
            [sys.executable, "-c", GROWN],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for hash_seed in ("0", "1", "777")
    }
    worlds = [it.build(Seed.of("any", n)) for it in SCENARIOS.values() for n in range(40)]

    assert found == {digest([digest(world) for world in worlds])}


def test_only_optional_services_are_absent_and_each_is_at_times() -> None:
    """What is absent has no name and no calls."""
    absent: set[int] = set()
    for number in range(60):
        world = rooms.quiet(number)
        gone = [i for i, name in enumerate(world.names) if not name]
        absent.update(gone)

        assert sorted({*range(len(SLOTS))} - {*gone}) == list(world.estate.present)
        for call, share in zip(CALLS, world.estate.shares, strict=True):
            if {call.caller, call.callee} & {SLOTS[i].name for i in gone}:
                assert share == 0
    assert absent == {i for i, slot in enumerate(SLOTS) if slot.is_optional}


def test_numbers_of_an_estate_are_jittered_within_bounds() -> None:
    """Utilisations, shares and criticalities stay near to what the estate says."""
    seen: set[int] = set()
    for number in range(40):
        estate = rooms.quiet(number).estate
        seen.add(estate.utilisations[0])
        for slot, utilisation in zip(SLOTS, estate.utilisations, strict=True):
            assert 0.89 <= utilisation / slot.utilisation <= 1.1
        for call, share in zip(CALLS, estate.shares, strict=True):
            assert share == 0 or 0.92 <= share / call.share <= 1.07
        for call, blame in zip(CALLS, estate.criticalities, strict=True):
            assert blame == 0 or 0.84 <= blame / call.criticality <= 1.1
    assert len(seen) > 20


def test_tiers_are_drawn_anew_at_times() -> None:
    """Most services matter as their slot says, some do not."""
    tiers = [rooms.quiet(number).estate.tiers for number in range(40)]
    changed = sum(tier != slot.tier for row in tiers for tier, slot in zip(row, SLOTS, strict=True))

    assert 0 < changed < len(SLOTS) * 40 // 3


def test_sensors_fail_where_there_is_trouble() -> None:
    """One sensor is silent and another one lies, on services that incidents touch."""
    for number in range(20):
        world = SCENARIOS["blind_spot"].build(Seed.of("blind", number))
        sick = {it.service for it in world.incidents}

        assert len(world.silent) == len(world.lying) == 1
        assert world.silent[0][0] in sick
        assert world.silent[0][0] != world.lying[0][0]


def test_what_is_kept_with_a_world_is_no_part_of_it() -> None:
    """A world that was looked at equals one that was not, and a changed one starts without."""
    world, other = rooms.world("mixed"), grow(rooms.world("mixed").seed, rooms.plan("mixed"))
    keep(other.kept, "seen", 1)

    assert other.kept["seen"] == 1
    assert digest(world) == digest(other)
    assert world == other
    assert replace(other, lying=()).kept == {}


def test_only_so_much_is_kept() -> None:
    """What nobody may ever look at again does not add up."""
    kept: Kept = {}
    for number in range(3 * MOST_KEPT):
        keep(kept, number, number)

    assert 0 < len(kept) <= MOST_KEPT
    assert kept[3 * MOST_KEPT - 1] == 3 * MOST_KEPT - 1
