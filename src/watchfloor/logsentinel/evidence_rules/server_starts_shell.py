"""A server that starts a shell."""

from watchfloor.logsentinel.endpoint_lines import daemon, process_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    command = draw.pick(
        (
            "sh -c id; uname -a",
            "sh -c whoami && hostname",
            "bash -c cat /etc/passwd | head",
            "sh -c ls -la /var/www /srv",
            "bash -i",
        )
    )
    return process_line(place, draw, daemon(place)[1], f"/usr/bin/{command.split()[0]}", command)


EVIDENCE_RULE = EvidenceRule(
    name="server_starts_shell",
    summary="The program of a service starts a shell.",
    source="endpoint",
    speaks_for=("web_shell", "ransomware", "beaconing"),
    shows=(
        Sighting("web_shell", "own", 2),
        Sighting("ransomware", "own", 2, is_pushed=True),
        Sighting("penetration_test", "own", 1, is_pushed=True),
    ),
    line=_line,
)
