"""A write that the database could not do."""

from watchfloor.logsentinel.app_log_lines import app_log_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import table
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return app_log_line(
        place,
        draw,
        "error",
        f"could not write {table(place)}: server returned SQLSTATE "
        f"{draw.pick(('53100', '58030', '25006'))}",
        {
            "method": draw.pick(("POST", "PUT", "PATCH")),
            "route": draw.pick(place.naming.trade.routes),
            "failed_1m": draw.between(20, 900),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="write_failed_logged",
    summary="The database refuses to write, and the service gives the error on.",
    source="app_log",
    speaks_for=("disk_full", "database_saturation"),
    shows=(Sighting("disk_full", "api", 6),),
    line=_line,
)
