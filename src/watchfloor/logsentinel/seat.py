"""A role of the war-room: a seat with the telemetry that it can reach."""

from watchfloor.logsentinel.source import Source
from watchfloor.play.role import Role


class Seat(Role, frozen=True):
    """A role, and its part of the hidden world."""

    order: int = 0
    """Its place where one speaks after the other; the commander has the first."""
    queries: tuple[Source, ...] = ()
    """The sources it can ask; no two roles share one."""
    meters: tuple[str, ...] = ()
    """The slots whose health, errors and load it sees at every tick."""
    gauges: tuple[str, ...] = ()
    """Of `queue_depth`, `replication_lag` and `cache_hits`, those it sees."""
