"""A file of secrets that somebody else reads."""

from watchfloor.logsentinel.endpoint_lines import daemon, sensor_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return sensor_line(
        place,
        draw,
        "sensitive_file_open",
        {
            "path": draw.pick(
                (
                    "/run/secrets/db_password",
                    "/srv/app/.env",
                    "/etc/app/credentials.json",
                    "/var/run/secrets/kubernetes.io/serviceaccount/token",
                )
            ),
            "process": draw.pick(
                ("/usr/bin/cat", "/usr/bin/python3.12", "/usr/bin/curl", "/usr/bin/xxd")
            ),
            "parent": daemon(place)[1],
            "pid": draw.between(1_000, 4_000_000),
            "first_time": "yes",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="secrets_file_read",
    summary="A program reads a file of secrets that it does not need.",
    source="endpoint",
    speaks_for=("miner", "injection_exfiltration", "insider_theft"),
    shows=(Sighting("miner", "own", 5),),
    line=_line,
)
