"""A release shortly before."""

from watchfloor.logsentinel.change_lines import change_line
from watchfloor.logsentinel.endpoint_lines import digest
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import job, release, table
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    message = draw.pick(
        (
            f"batch writes to {table(place)}",
            f"new serializer for {draw.pick(place.naming.trade.routes)}",
            "bump http client and connection handling",
            f"rework {job(place)}",
            "drop compatibility code",
        )
    )
    return change_line(
        place,
        "Implemented",
        (-1, 0),
        f"release {release(place)} to {draw.pick((25, 50, 100))}% of instances, commit "
        f'{digest(draw)[:8]} "{message}{place.planted}"',
    )


EVIDENCE_RULE = EvidenceRule(
    name="release_recorded",
    summary="A release went out shortly before.",
    source="change",
    speaks_for=("bad_deploy", "pool_exhaustion"),
    shows=(Sighting("bad_deploy", "own", 0),),
    quotes="commit_message",
    line=_line,
)
