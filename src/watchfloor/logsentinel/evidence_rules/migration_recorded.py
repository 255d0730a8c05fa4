"""Another form of a table."""

from watchfloor.logsentinel.change_lines import approver, change_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import table
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    what = draw.pick(
        (
            f"drop index concurrently ix_{table(place)}_{draw.between(1, 9)} as unused",
            f"alter table {table(place)} partition by month",
            f"backfill {table(place)}.region in batches of {draw.pick((1_000, 5_000))}",
            f"replace ix_{table(place)}_status by a partial one",
        )
    )
    return change_line(
        place, "Implemented", (-1, 0), f"{what}, reviewed by {approver(place, draw)}"
    )


EVIDENCE_RULE = EvidenceRule(
    name="migration_recorded",
    summary="The form of a table was changed shortly before.",
    source="change",
    speaks_for=("database_saturation", "bad_deploy"),
    shows=(Sighting("database_saturation", "own", 1),),
    line=_line,
)
