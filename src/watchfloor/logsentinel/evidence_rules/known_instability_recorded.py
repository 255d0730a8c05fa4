"""A check that is known to fail now and then."""

from watchfloor.logsentinel.change_lines import inventory_line, owner
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return inventory_line(
        place,
        "known error",
        f"PRB{draw.between(10_000, 99_999)} readiness check times out on {draw.between(1, 3)} "
        f"instances, recovers in minutes, open {draw.between(9, 80)} days, kept by {owner(place)}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="known_instability_recorded",
    summary="The check of this service is known to fail now and then.",
    source="change",
    exonerates=("flapping",),
    shows=(Sighting("flapping", "own", 0),),
    line=_line,
)
