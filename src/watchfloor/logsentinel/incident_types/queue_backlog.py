"""Messages that cannot be worked off."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="queue_backlog",
    summary=(
        "Messages that can never be handled are tried again and again, so that consumers make "
        "no progress and the queue grows."
    ),
    family="operational",
    slots=("queue",),
    effects=(("stall", parts("0.85")),),
    growth=parts("0.250"),
    severity=3,
    contained_by=("scale_out",),
    fixed_by=("purge_dead_letters",),
    causes=("disk_full", "pool_exhaustion"),
    footprint=(7, 97),
)
