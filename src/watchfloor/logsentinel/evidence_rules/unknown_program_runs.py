"""A program that no package owns."""

from watchfloor.logsentinel.endpoint_lines import daemon, sensor_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import program, program_digest
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return sensor_line(
        place,
        draw,
        "unsigned_image_loaded",
        {
            "image": program(place),
            "sha256": program_digest(place),
            "parent": daemon(place)[1],
            "prevalence": f"{draw.between(1, 3)} of {draw.between(180, 900)} machines",
            "age": f"{draw.between(2, 90)}m",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="unknown_program_runs",
    summary="A program runs that belongs to no package and has no signature.",
    source="endpoint",
    speaks_for=("beaconing", "miner", "ransomware"),
    shows=(Sighting("beaconing", "own", 3),),
    line=_line,
)
