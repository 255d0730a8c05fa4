"""A request to a name that nobody configured."""

from watchfloor.logsentinel.app_log_lines import SCRIPTS, app_log_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import outside_host
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return app_log_line(
        place,
        draw,
        "info",
        f"egress proxy: CONNECT {outside_host(place)}:443 allowed by default rule",
        {
            "resolved": place.story.outside,
            "bytes_out": draw.between(300, 2_400),
            "agent": draw.pick(SCRIPTS),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="outside_fetch_logged",
    summary="A service asks a name outside that is in none of its settings.",
    source="app_log",
    speaks_for=("beaconing", "web_shell"),
    shows=(Sighting("beaconing", "own", 4),),
    line=_line,
)
