"""Other times until entries of the cache run out."""

from watchfloor.logsentinel.change_lines import change_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import table
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return change_line(
        place,
        "Implemented",
        (-1, 0),
        f"ttl of {table(place)}:* from {draw.between(600, 900)} s with jitter to a fixed "
        f"{draw.pick((300, 600, 1_800, 3_600))} s",
    )


EVIDENCE_RULE = EvidenceRule(
    name="expiry_times_changed",
    summary="The times after which entries of the cache run out were changed.",
    source="change",
    speaks_for=("cache_stampede", "bad_deploy"),
    shows=(Sighting("cache_stampede", "own", 1),),
    line=_line,
)
