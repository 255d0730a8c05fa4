"""Much that was packed into one file."""

from watchfloor.logsentinel.db_log_lines import database
from watchfloor.logsentinel.endpoint_lines import sensor_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import table
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    command = draw.pick(
        (
            f"tar -cf - {database(place)} | zstd -T0 -o /var/tmp/{table(place)}.tar.zst",
            f"7z a -mx=1 /srv/tmp/{table(place)}.7z /srv/tmp/{table(place)}",
            f"gzip -1 /var/tmp/{table(place)}_{place.naming.day.compact}.csv",
        )
    )
    return sensor_line(
        place,
        draw,
        "process_start",
        {
            "user": place.story.account,
            "cmdline": command,
            "bytes_written": draw.between(300_000_000, 42_000_000_000),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="archive_made",
    summary="Much is packed into one compressed file.",
    source="endpoint",
    speaks_for=("insider_theft", "beaconing", "ransomware"),
    shows=(Sighting("insider_theft", "own", 5), Sighting("backup_window", "own", 3)),
    line=_line,
)
