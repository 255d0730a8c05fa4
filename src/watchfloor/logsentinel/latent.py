"""The hidden world at one moment, in the six quantities that an episode turns on."""

from collections.abc import Sequence
from typing import NamedTuple

from watchfloor.logsentinel.cells import (
    COMPROMISE,
    DONE,
    ERROR,
    FIRST_LAG,
    FIXED,
    HEALTH,
    HELD,
    INTENSITY,
    QUEUE,
    SECOND_LAG,
    SERVICES,
    STARTED,
    TICK,
)
from watchfloor.logsentinel.fixed_point import ONE
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.tables import TYPE_NAMES
from watchfloor.logsentinel.world import World


class Latent(NamedTuple):
    """What is the case; rates are in parts of one, the lag is in sixteenths of a second."""

    tick: int
    service_health: int
    """Of the service that is worst off."""
    replication_lag: int
    """Of the replica that is further behind."""
    error_rate: int
    """Of the service that fails most."""
    attack_signal: int
    """How strong the intruders are, all together, and how far they have spread."""
    queue_depth: int
    containment: int
    """What share of the real incidents that broke out is held or ended, one if none did."""


def latent(world: World, cells: Sequence[int]) -> Latent:
    """Return the hidden world that *cells* hold."""
    there = world.estate.present
    return Latent(
        cells[TICK],
        min(cells[HEALTH + service] for service in there),
        max(cells[FIRST_LAG], cells[SECOND_LAG]),
        max(cells[ERROR + service] for service in there),
        _attack(world, cells),
        cells[QUEUE],
        _containment(world, cells),
    )


def _attack(world: World, cells: Sequence[int]) -> int:
    intruders = sum(
        cells[INTENSITY + number]
        for number, incident in enumerate(world.incidents)
        if INCIDENT_TYPES[TYPE_NAMES[incident.kind]].family == "security"
    )
    return intruders + sum(cells[COMPROMISE : COMPROMISE + SERVICES])


def _containment(world: World, cells: Sequence[int]) -> int:
    ended = broken_out = 0
    for number, incident in enumerate(world.incidents):
        kind = INCIDENT_TYPES[TYPE_NAMES[incident.kind]]
        if kind.family != "harmless" and cells[STARTED + number] >= 0:
            broken_out += 1
            ended += bool(cells[DONE + number] & (HELD | FIXED))
    return ended * ONE // broken_out if broken_out else ONE
