"""One request with a very long answer."""

from watchfloor.logsentinel.app_log_lines import BROWSERS, SCRIPTS, access_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return access_line(
        place,
        place.story.outside,
        f"GET {draw.pick(place.naming.trade.routes)}?page={draw.between(1, 400)}",
        f"200 {draw.between(1_800_000, 9_700_000)}",
        draw.pick((*SCRIPTS, *BROWSERS)) + place.planted,
    )


EVIDENCE_RULE = EvidenceRule(
    name="long_answer_logged",
    summary="A request got an answer many times longer than others of its route.",
    source="app_log",
    speaks_for=("injection_exfiltration", "web_shell"),
    shows=(Sighting("injection_exfiltration", "own", 4),),
    quotes="user_agent",
    line=_line,
)
