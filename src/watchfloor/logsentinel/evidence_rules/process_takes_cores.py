"""A process that takes whole cores."""

from watchfloor.logsentinel.endpoint_lines import sensor_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import program, program_digest
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    cores = draw.pick((4, 8, 16))
    return sensor_line(
        place,
        draw,
        "process_resource_outlier",
        {
            "image": program(place),
            "sha256": program_digest(place),
            "cpu": f"{cores * draw.between(93, 100)}%",
            "threads": cores,
            "nice": draw.pick((0, 10, 19)),
            "running_for": f"{draw.between(3, 25)}m",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="process_takes_cores",
    summary="One process takes whole cores and is no part of the service.",
    source="endpoint",
    speaks_for=("miner", "beaconing"),
    shows=(Sighting("miner", "own", 2),),
    line=_line,
)
