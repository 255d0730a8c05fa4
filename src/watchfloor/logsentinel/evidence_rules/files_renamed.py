"""Files that one process gives another ending."""

from watchfloor.logsentinel.endpoint_lines import sensor_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import program, program_digest
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return sensor_line(
        place,
        draw,
        "file_rename_burst",
        {
            "process": program(place),
            "sha256": program_digest(place),
            "renamed_1m": draw.between(900, 14_000),
            "ending": draw.pick((".locked", ".q7x", ".crypt", ".a1b2")),
            "entropy": f"7.{draw.between(90, 99)}",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="files_renamed",
    summary="One process gives very many files another ending.",
    source="endpoint",
    speaks_for=("ransomware",),
    shows=(Sighting("ransomware", "own", 4),),
    line=_line,
)
