"""What one role of the war-room sees, made by hand, for whoever tests the scripted players."""

from typing import TypedDict, Unpack

from watchfloor.logsentinel.scene import Heard, Held, Ordered, Proposed, Read, Scene

NAMES = {
    slot: f"{slot}-x"
    for slot in (
        *("edge", "web", "api", "auth", "workers", "queue", "cache"),
        *("primary", "first_replica", "second_replica", "search", "bastion"),
    )
}
SEGMENT = Held("ev-1", "db_log", "segment_removed_logged", "first_replica", 7)
"""Certain, of the database team."""
READS = Held("ev-2", "trace", "primary_read_span", "api", 9, "app_sre")
"""Half certain, handed over by the application team."""
LAG = Proposed("p-1", "db_sre", 9, "replication_lag", "first_replica", 0, "open", "", -1, ("ev-1",))
COMMANDER, APP, DB, ANALYST = "incident_commander", "app_sre", "db_sre", "security_analyst"


class Changes(TypedDict, total=False):
    """In what a scene can differ from a quiet one."""

    held: tuple[Held, ...]
    proposals: tuple[Proposed, ...]
    ordered: tuple[Ordered, ...]
    timeline: tuple[Heard, ...]
    meters: tuple[Read, ...]
    strain: int
    silent: tuple[str, ...]


def scene(role: str, phase: str = "detect", tick: int = 10, **changes: Unpack[Changes]) -> Scene:
    """Return a quiet scene of *role*, otherwise as *changes* say."""
    quiet = Scene(
        role=role,
        turn=tick + 1,
        tick=tick,
        horizon=60,
        phase=phase,
        mode="sequential",
        names=NAMES,
        tiers=dict.fromkeys(NAMES, 1),
        held=(),
        proposals=(),
        ordered=(),
        timeline=(),
        meters=(),
        strain=0,
    )
    return quiet._replace(**changes)


def landed(mitigation: str, slot: str, tick: int) -> Ordered:
    """Return a mitigation of p-1 that took effect at *tick*."""
    return Ordered(mitigation, slot, "landed", tick, "p-1")
