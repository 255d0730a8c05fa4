from watchfloor.logsentinel.cells import (
    COMPROMISE,
    DONE,
    ERROR,
    HEALTH,
    HELD,
    INTENSITY,
    SECOND_LAG,
    STARTED,
    blank,
)
from watchfloor.logsentinel.fixed_point import ONE
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.latent import latent
from watchfloor.logsentinel.scenarios import SCENARIOS
from watchfloor.logsentinel.tables import TYPE_NAMES
from watchfloor.logsentinel.world import World
from watchfloor.seeds import Seed

WORLD: World = SCENARIOS["medium"].build(Seed.of(7))
FAMILIES = [INCIDENT_TYPES[TYPE_NAMES[it.kind]].family for it in WORLD.incidents]
INTRUSION = FAMILIES.index("security")
OUTAGE = FAMILIES.index("operational")


def test_at_rest_nothing_is_the_matter() -> None:
    """Before anything happens all is well, and nothing is left to contain."""
    found = latent(WORLD, blank())

    assert (found.service_health, found.error_rate, found.attack_signal) == (ONE, 0, 0)
    assert found.containment == ONE


def test_the_worst_service_speaks_for_all() -> None:
    """Health and errors are those of the service that is worst off, lag of the later replica."""
    cells = blank()
    cells[HEALTH + 1], cells[ERROR + 2], cells[SECOND_LAG] = 100, 200, 300
    found = latent(WORLD, cells)

    assert (found.service_health, found.error_rate, found.replication_lag) == (100, 200, 300)


def test_only_intruders_make_an_attack() -> None:
    """An outage is no attack; what an intruder has taken over is part of it."""
    cells = blank()
    cells[INTENSITY + OUTAGE] = ONE
    cells[INTENSITY + INTRUSION] = 5
    cells[COMPROMISE + 3] = 7

    assert latent(WORLD, cells).attack_signal == 12


def test_containment_is_a_share_of_what_broke_out() -> None:
    """Half of two incidents is half, and what did not break out does not count."""
    cells = blank()
    cells[STARTED + OUTAGE] = cells[STARTED + INTRUSION] = 3
    nothing_done = latent(WORLD, cells).containment
    cells[DONE + OUTAGE] = HELD

    assert nothing_done == 0
    assert latent(WORLD, cells).containment == ONE // 2
