from functools import cache

import msgspec
import pytest

from watchfloor.logsentinel.cells import DAMAGE, LOSS, LOST_WRITES
from watchfloor.logsentinel.fixed_point import ONE
from watchfloor.logsentinel.incident_type import IncidentType
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.kernel import settle
from watchfloor.logsentinel.outbreak import OPENING, Outbreak
from watchfloor.logsentinel.scenarios import SCENARIOS
from watchfloor.logsentinel.tables import TYPE_INDEX
from watchfloor.logsentinel.transition import open_with
from watchfloor.logsentinel.world import World, assembled, grow
from watchfloor.seeds import Seed

SEEDS = range(200)
EASY = SCENARIOS["easy"].build(Seed.of(0)).plan
QUIET = msgspec.structs.replace(EASY, mix="nothing", red_herrings=0, noise=0)
EVERY = pytest.mark.parametrize("kind", INCIDENT_TYPES.values(), ids=INCIDENT_TYPES)
UNNOTICED = ("beaconing", "insider_theft", "web_shell")
HARDLY_NOTICED = ("injection_exfiltration",)


def quiet(seed: int) -> World:
    """Return an easy world in which nothing happens."""
    return grow(Seed.of(seed, "footprint"), QUIET)


def struck(kind: IncidentType, seed: int) -> World:
    """Return the same world with one incident of *kind* in it."""
    world = quiet(seed)
    outbreak = Outbreak(world.seed.child("incidents").stream(), world.estate.present)
    outbreak.add((TYPE_INDEX[kind.name],), OPENING)
    happens = (tuple(outbreak.drawn), ())
    return assembled(world.seed, QUIET, world.estate, happens, ((), ()))


def ended(world: World) -> list[int]:
    """Return the cells of *world* at its end if nobody does anything."""
    cells = list(open_with(world, "sequential").cells)
    settle(world, cells)
    return cells


@cache
def footprints(name: str) -> list[int]:
    """Return what the type of that *name* cost in each world, in parts of a minute."""
    return [ended(struck(INCIDENT_TYPES[name], seed))[LOSS] for seed in SEEDS]


@pytest.mark.slow
def test_a_world_without_incident_loses_nothing() -> None:
    """On an ordinary day no user ever notices anything, to the last part of a minute."""
    found = [ended(quiet(seed)) for seed in SEEDS]

    assert {(cells[LOSS], cells[DAMAGE], cells[LOST_WRITES]) for cells in found} == {(0, 0, 0)}


@pytest.mark.slow
@EVERY
def test_the_footprint_of_a_type_lies_in_its_band(kind: IncidentType) -> None:
    """In 200 easy worlds, what a type costs if nobody does anything is what it says."""
    least, most = kind.footprint
    found = footprints(kind.name)

    assert least * ONE <= min(found)
    assert max(found) <= most * ONE


@pytest.mark.slow
@EVERY
def test_a_band_is_as_narrow_as_it_can_be(kind: IncidentType) -> None:
    """A band says something: what is found reaches from near its one end to near its other."""
    least, most = kind.footprint
    found = footprints(kind.name)

    assert (most - least) * ONE <= 2 * (max(found) - min(found)) + 2 * ONE


def test_users_do_not_notice_quiet_intrusions() -> None:
    """Some intrusions are seen in evidence and nowhere else."""
    assert all(INCIDENT_TYPES[name].footprint == (0, 0) for name in UNNOTICED)
    assert all(INCIDENT_TYPES[name].footprint[1] <= 15 for name in HARDLY_NOTICED)


@EVERY
def test_users_notice_outages_and_not_red_herrings(kind: IncidentType) -> None:
    """What is harmless costs some minutes at most, and no outage costs less than that."""
    least, most = kind.footprint
    harmless = [it.footprint[1] for it in INCIDENT_TYPES.values() if it.family == "harmless"]

    assert 0 <= least <= most
    assert kind.family != "operational" or least >= max(harmless)
