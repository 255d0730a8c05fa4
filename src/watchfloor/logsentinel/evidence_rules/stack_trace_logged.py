"""An exception that was never seen before."""

from watchfloor.logsentinel.app_log_lines import app_log_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import release
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    name = draw.pick(place.naming.trade.tables)
    text = draw.pick(
        (
            f"TypeError: cannot read properties of undefined (reading '{name}')",
            f"KeyError: '{name}' in serialize_v2",
            f"java.lang.NullPointerException: {name} is null at Mapper.apply(Mapper.java:212)",
            f"AttributeError: 'NoneType' object has no attribute '{name}'",
        )
    )
    return app_log_line(
        place,
        draw,
        "error",
        text,
        {"version": release(place), "new_in_release": "yes", "count": draw.between(40, 2_600)},
    )


EVIDENCE_RULE = EvidenceRule(
    name="stack_trace_logged",
    summary="The service throws an exception that no earlier release threw.",
    source="app_log",
    speaks_for=("bad_deploy",),
    shows=(Sighting("bad_deploy", "own", 1),),
    line=_line,
)
