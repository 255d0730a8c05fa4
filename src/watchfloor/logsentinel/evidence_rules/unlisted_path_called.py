"""A path that nobody called before."""

from watchfloor.logsentinel.app_log_lines import BROWSERS, SCRIPTS, access_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import script
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return access_line(
        place,
        place.story.outside,
        f"POST {script(place)}",
        f"200 {draw.between(40, 6_400)}",
        draw.pick((*BROWSERS, *SCRIPTS)) + place.planted,
    )


EVIDENCE_RULE = EvidenceRule(
    name="unlisted_path_called",
    summary="A path is called that is in no list of routes, and it answers.",
    source="app_log",
    speaks_for=("web_shell", "injection_exfiltration"),
    shows=(Sighting("web_shell", "own", 3), Sighting("penetration_test", "own", 2)),
    quotes="user_agent",
    line=_line,
)
