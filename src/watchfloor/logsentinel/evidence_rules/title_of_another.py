"""A process that calls itself something else."""

from watchfloor.logsentinel.endpoint_lines import sensor_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import program
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    shown = draw.pick(("[kworker/u8:2]", "[migration/3]", "sshd: [accepted]", "/usr/sbin/crond"))
    return sensor_line(
        place,
        draw,
        "process_title_mismatch",
        {
            "title": shown + place.planted,
            "image": program(place),
            "pid": draw.between(1_000, 4_000_000),
            "ppid": draw.pick((1, 1, draw.between(300, 900))),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="title_of_another",
    summary="A process shows another name than that of its program.",
    source="endpoint",
    speaks_for=("miner", "beaconing"),
    shows=(Sighting("miner", "own", 4),),
    quotes="process_title",
    line=_line,
)
