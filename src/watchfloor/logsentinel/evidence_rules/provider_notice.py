"""The network provider, who sees more traffic."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.ticket_lines import notice_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return notice_line(
        place,
        f"carrier operations AS{draw.between(64_496, 64_511)}",
        f"inbound on your ports at {draw.between(8, 190)} Gbit/s and {draw.between(2, 60)} Mpps, "
        f"top source {place.story.outside}, case {draw.between(10_000, 99_999)}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="provider_notice",
    summary="The network provider sees far more traffic for us than usual.",
    source="status",
    speaks_for=("flood", "certificate_expiry"),
    shows=(Sighting("flood", "edge", 3),),
    quotes="ticket",
    line=_line,
)
