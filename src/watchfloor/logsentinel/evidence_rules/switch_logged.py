"""A feature that was switched."""

from watchfloor.logsentinel.app_log_lines import app_log_line
from watchfloor.logsentinel.change_lines import owner
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import feature
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return app_log_line(
        place,
        draw,
        "info",
        f"flag {feature(place)} evaluated differently after reload",
        {
            "rollout": f"{draw.pick((10, 25, 50, 100))}%",
            "previous": f"{draw.pick((0, 1, 5))}%",
            "by": owner(place),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="switch_logged",
    summary="A feature was switched on for more users.",
    source="app_log",
    speaks_for=("pool_exhaustion", "bad_deploy"),
    shows=(Sighting("bad_deploy", "own", 0),),
    line=_line,
)
