"""Machines that cost more than planned."""

from watchfloor.logsentinel.change_lines import inventory_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.stamps import clock
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    since = clock(max(0, place.second - 7_200))[:5]
    return inventory_line(
        place,
        "cost",
        f"compute {draw.between(160, 640)}% of forecast since {since}, "
        f"{draw.between(4, 60)} instances of {draw.pick(('c7', 'g5', 'c3-highcpu', 'p4'))} "
        f"tagged {place.service}, no change attached",
    )


EVIDENCE_RULE = EvidenceRule(
    name="cost_jump",
    summary="The provider charges for more machines than were planned.",
    source="change",
    speaks_for=("miner", "bad_deploy"),
    shows=(Sighting("miner", "own", 3),),
    line=_line,
)
