"""What the answer costs, where it is worth less than answering blindly."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict


def _value(verdict: Verdict) -> int:
    return min(ONE, max(0, -int(verdict["value"].value)))


TERM = Term(
    name="decision_loss",
    summary="What the answer costs, where it is worth less than answering blindly.",
    value=_value,
    pays=Verdict("defender", (Fact("value", -1000000),)),
    refuses=Verdict("defender", (Fact("value", 200000),)),
)
