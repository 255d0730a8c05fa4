"""Something was escalated that the first line could have answered."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict


def _value(verdict: Verdict) -> int:
    is_raised = verdict["answer"].value == "escalate" and verdict["truth"].value != "escalate"
    return ONE if is_raised else 0


TERM = Term(
    name="needless_escalation",
    summary="Something was escalated that the first line could have answered.",
    value=_value,
    pays=Verdict(
        "defender",
        (
            Fact("answer", "escalate"),
            Fact("truth", "dismiss"),
        ),
    ),
    refuses=Verdict(
        "defender",
        (
            Fact("answer", "escalate"),
            Fact("truth", "escalate"),
        ),
    ),
)
