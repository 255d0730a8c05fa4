"""Somebody outside who complains about our machines."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.ticket_lines import notice_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    what = draw.pick(
        (
            "repeated probes of our hosts",
            "listed by two reputation services since today",
            "traffic to a host that we have seized",
            "unsolicited connections every minute",
        )
    )
    return notice_line(
        place,
        f"abuse desk AS{draw.between(64_496, 64_511)}",
        f"{what}; source is a host of {place.naming.domain}, case {draw.between(10_000, 99_999)}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="abuse_notice",
    summary="Somebody outside complains about what one of our addresses does.",
    source="status",
    speaks_for=("beaconing", "miner", "web_shell"),
    shows=(Sighting("beaconing", "edge", 6), Sighting("web_shell", "edge", 6)),
    quotes="ticket",
    line=_line,
)
