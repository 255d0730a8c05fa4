"""Files that no longer hold what they held."""

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
        f"{draw.pick(('invalid header', 'bad magic number', 'unexpected end of stream'))} while "
        f"opening {draw.pick(('/srv/files', '/var/lib/app', '/srv/index'))}/{table(place)}/"
        f"{draw.between(1, 9_999):04d}.dat",
        {"failed_1m": draw.between(12, 640)},
    )


EVIDENCE_RULE = EvidenceRule(
    name="file_unreadable_logged",
    summary="The service opens its own files and cannot make sense of them.",
    source="app_log",
    speaks_for=("ransomware", "bad_deploy"),
    shows=(Sighting("ransomware", "own", 4),),
    line=_line,
)
