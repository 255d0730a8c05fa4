"""What can be done about an incident, how long that takes and what it costs."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Quantity = Literal["pool", "disk", "compromise", "hit", "lag", "lost_writes"]


class Change(NamedTuple):
    """A number of the service, or of the world, that a mitigation sets or adds to."""

    quantity: Quantity
    how: Literal["set", "add", "add_least_lag"]
    amount: int = 0
    """In parts of one; lag in sixteenths of a second."""
    slots: tuple[str, ...] = ()
    """Only there; anywhere if none is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mitigation:
    """One thing to do, by whom, and its side effects, which come whether or not it was right."""

    name: str
    summary: str
    role: str
    delay: int
    """Ticks from the order to the effect."""
    is_risky: bool = False
    """Whether the commander has to approve it first."""
    contains: tuple[str, ...] = ()
    """Incident types that it holds, beside those that name it themselves."""
    fixes: tuple[str, ...] = ()
    works_at_edge: bool = False
    """Whether it also helps a service behind the edge when it is ordered there."""
    error: int = 0
    """Errors that it causes on its service, for `error_ticks`."""
    error_ticks: int = 0
    capacity_lost: int = 0
    """For `capacity_ticks`; below 0 it adds capacity."""
    capacity_ticks: int = 0
    shed: int = 0
    """Traffic turned away at the edge, for `shed_ticks`."""
    shed_ticks: int = 0
    drain_ticks: int = 0
    """How long the queue is drained half as fast again, if the service works it off."""
    changes: tuple[Change, ...] = ()
    wipes_memory: bool = False
    """Whether what endpoint telemetry has not shown yet is lost."""
    restores: tuple[str, ...] = ()
    """Mitigations whose lasting side effects it ends on the same service."""
    calms: int = 0
    """What share of the trouble users no longer mind, for as long as the incident lasts."""
