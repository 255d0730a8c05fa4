"""A sensor that stopped."""

from watchfloor.logsentinel.endpoint_lines import sensor_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.stamps import iso
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return sensor_line(
        place,
        draw,
        "agent_heartbeat_missed",
        {
            "last_seen": iso(place.naming.day, max(0, place.second - draw.between(180, 900))),
            "agent": f"7.{draw.between(18, 31)}.{draw.below(10)}",
            "last_event": draw.pick(("service_stop", "process_start", "none")),
            "missed": draw.between(3, 18),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="sensor_silent",
    summary="The sensor of a machine stopped sending.",
    source="endpoint",
    speaks_for=("ransomware", "beaconing", "web_shell"),
    shows=(Sighting("ransomware", "own", 3),),
    line=_line,
)
