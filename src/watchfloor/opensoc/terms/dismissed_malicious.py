"""Something that the runbook does not dismiss was dismissed."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict


def _value(verdict: Verdict) -> int:
    is_missed = verdict["answer"].value == "dismiss" and verdict["truth"].value != "dismiss"
    return ONE if is_missed else 0


TERM = Term(
    name="dismissed_malicious",
    summary="Something that the runbook does not dismiss was dismissed.",
    value=_value,
    pays=Verdict(
        "defender",
        (
            Fact("answer", "dismiss"),
            Fact("truth", "monitor"),
        ),
    ),
    refuses=Verdict(
        "defender",
        (
            Fact("answer", "dismiss"),
            Fact("truth", "dismiss"),
        ),
    ),
)
