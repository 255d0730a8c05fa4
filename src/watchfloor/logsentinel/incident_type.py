"""What can go wrong, what that does to a service, and what helps against it."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Family = Literal["operational", "security", "harmless"]
"""A harmless one looks like an incident, heals by itself, and must not be treated as one."""

Channel = Literal[
    "error", "load", "capacity", "pool", "disk", "lag", "miss", "stall", "compromise", "traffic"
]
"""The ways in which an incident acts on its service."""


class Sighting(NamedTuple):
    """Where and when an incident shows."""

    incident_type: str
    at: str
    """`own` for the service of the incident, else the name of a slot."""
    delay: int
    """How many ticks the incident has to last before it shows."""
    is_pushed: bool = False
    """Whether it comes up as an alert instead of having to be asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentType:
    """One kind of incident, as the runbook describes it and as the world computes it."""

    name: str
    summary: str
    """What the runbook says about it."""
    family: Family
    slots: tuple[str, ...]
    """Where it can happen."""
    effects: tuple[tuple[Channel, int], ...] = ()
    """What it does to its service at full strength, in parts of one for each tick."""
    growth: int
    """How much it grows in a tick, in parts of one."""
    damage: int = 0
    """What it costs in a tick beside the trouble of the services, in parts of one."""
    severity: int = 4
    """From 1, the gravest, to 4, on a service that matters most."""
    contained_by: tuple[str, ...] = ()
    """Mitigations that hold it; of an operational one, that give relief."""
    fixed_by: tuple[str, ...] = ()
    """Mitigations that end it."""
    needs_containment: bool = False
    """Whether it comes back if it is fixed without being contained."""
    causes: tuple[str, ...] = ()
    """What it can bring about where it is left to grow."""
    footprint: tuple[int, int]
    """What it costs the users of an easy world if nobody does anything, at least and at most.

    It is counted in minutes; one counts up to three times, by how much the service matters.
    """
    leaves: tuple[tuple[str, Sighting], ...] = ()
    """Evidence rules of others that it trips as well; a rule usually says itself what it shows."""


LEAST_SEVERE = 4


def severity_on(found: IncidentType, tier: int) -> int:
    """Return how grave *found* is on a service of *tier*: one less grave for each tier further."""
    return min(LEAST_SEVERE, found.severity + tier)
