"""A parameter that holds more than a value."""

from watchfloor.logsentinel.app_log_lines import BROWSERS, SCRIPTS, access_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    odd = draw.pick(
        (
            "id=104%27%20OR%201%3D1--",
            "sort=name%3BSELECT+pg_sleep(4)",
            "q=%27%20UNION%20SELECT%20NULL%2CNULL--",
            "file=..%2f..%2f..%2fetc%2fpasswd",
            "name=%24%7Bjndi%3Aldap%3A%2F%2Fx%7D",
        )
    )
    return access_line(
        place,
        place.story.outside,
        f"GET {draw.pick(place.naming.trade.routes)}?{odd}",
        f"{draw.pick((200, 400, 403, 500))} {draw.between(190, 9_400)}",
        draw.pick((*BROWSERS, *SCRIPTS)) + place.planted,
    )


EVIDENCE_RULE = EvidenceRule(
    name="odd_parameter_logged",
    summary="A parameter of a request holds what looks like code.",
    source="app_log",
    speaks_for=("injection_exfiltration", "web_shell"),
    shows=(Sighting("injection_exfiltration", "own", 2), Sighting("penetration_test", "own", 1)),
    quotes="user_agent",
    line=_line,
)
