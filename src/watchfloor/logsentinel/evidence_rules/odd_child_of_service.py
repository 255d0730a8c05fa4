"""A service that starts what it never started."""

from watchfloor.logsentinel.endpoint_lines import daemon, process_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import table
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    command = draw.pick(
        (
            f"curl -s -o /dev/null https://{place.story.outside}/p",
            f"psql -Atc 'select * from {table(place)}'",
            "env",
            f"nc -w 3 {place.story.outside} 443",
        )
    )
    return process_line(place, draw, daemon(place)[1], f"/usr/bin/{command.split()[0]}", command)


EVIDENCE_RULE = EvidenceRule(
    name="odd_child_of_service",
    summary="A service starts a program that it never started before.",
    source="endpoint",
    speaks_for=("injection_exfiltration", "insider_theft", "web_shell"),
    shows=(Sighting("injection_exfiltration", "own", 5),),
    line=_line,
)
