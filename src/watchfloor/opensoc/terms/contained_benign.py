"""Something was cut off although the runbook dismisses it."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict


def _value(verdict: Verdict) -> int:
    is_contained = verdict["answer"].value in ("quarantine_host", "block_ip")
    return ONE if is_contained and verdict["truth"].value == "dismiss" else 0


TERM = Term(
    name="contained_benign",
    summary="Something was cut off although the runbook dismisses it.",
    value=_value,
    pays=Verdict(
        "defender",
        (
            Fact("answer", "block_ip"),
            Fact("truth", "dismiss"),
        ),
    ),
    refuses=Verdict(
        "defender",
        (
            Fact("answer", "block_ip"),
            Fact("truth", "block_ip"),
        ),
    ),
)
