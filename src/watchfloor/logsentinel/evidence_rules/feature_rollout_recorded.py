"""A feature given to more users."""

from watchfloor.logsentinel.change_lines import change_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import feature
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return change_line(
        place,
        "Implemented",
        (0, 1),
        f"flag {feature(place)} from {draw.pick((1, 5, 10))}% to {draw.pick((25, 50, 100))}%, "
        f"asked for in PROD-{draw.between(100, 9_999)}{place.planted}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="feature_rollout_recorded",
    summary="A feature was switched on for more users shortly before.",
    source="change",
    speaks_for=("pool_exhaustion", "bad_deploy"),
    shows=(Sighting("pool_exhaustion", "own", 1),),
    quotes="commit_message",
    line=_line,
)
