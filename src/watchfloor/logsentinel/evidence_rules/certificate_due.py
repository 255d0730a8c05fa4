"""A certificate whose time is over."""

from watchfloor.logsentinel.change_lines import inventory_line, owner
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return inventory_line(
        place,
        "certificate",
        f"cn=*.{place.naming.domain} serial={draw.below(2**32):08x} "
        f"notAfter={place.naming.day.iso} auto_renew=off, "
        f"reminder {draw.between(1, 6)} unanswered, contact {owner(place)}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="certificate_due",
    summary="The inventory says that the time of a certificate is over.",
    source="change",
    speaks_for=("certificate_expiry",),
    shows=(Sighting("certificate_expiry", "own", 0),),
    line=_line,
)
