"""A script that nobody deployed."""

from watchfloor.logsentinel.endpoint_lines import daemon, digest, sensor_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import script
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return sensor_line(
        place,
        draw,
        "file_create",
        {
            "user": daemon(place)[0],
            "process": daemon(place)[1],
            "path": f"/var/www/html{script(place)}{place.planted}",
            "sha256": digest(draw),
            "in_release_manifest": "no",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="script_in_web_root",
    summary="A script appears among the files that the web server serves.",
    source="endpoint",
    speaks_for=("web_shell", "beaconing"),
    shows=(Sighting("web_shell", "own", 3),),
    quotes="file_name",
    line=_line,
)
