"""Requests that the edge turns away."""

from watchfloor.logsentinel.app_log_lines import app_log_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return app_log_line(
        place,
        draw,
        "warn",
        f"limiting requests, excess: {draw.between(20, 940)}.{draw.between(100, 999)} by zone "
        f"{draw.pick(('perip', 'login', 'global'))}",
        {
            "client": place.story.outside,
            "request": f"{draw.pick(('GET', 'POST'))} {draw.pick(('/', '/login', '/search'))}",
            "status": draw.pick((429, 503)),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="requests_limited_logged",
    summary="The edge turns requests away because there are too many.",
    source="app_log",
    speaks_for=("flood", "credential_stuffing"),
    shows=(Sighting("flood", "edge", 1), Sighting("marketing_campaign", "edge", 2)),
    line=_line,
)
