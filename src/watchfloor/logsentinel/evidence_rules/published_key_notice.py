"""A key that stood where all can read it."""

from watchfloor.logsentinel.auth_log_lines import principal
from watchfloor.logsentinel.change_lines import inventory_line, owner
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return inventory_line(
        place,
        "secret",
        f"key id ...{draw.below(10_000):04d} of {principal(place)} found in a public repository, "
        f"pushed {draw.between(1, 20)} h ago by {owner(place)}, state active",
    )


EVIDENCE_RULE = EvidenceRule(
    name="published_key_notice",
    summary="A key of a service stood where everybody could read it.",
    source="change",
    speaks_for=("miner", "injection_exfiltration"),
    shows=(Sighting("miner", "own", 0),),
    line=_line,
)
