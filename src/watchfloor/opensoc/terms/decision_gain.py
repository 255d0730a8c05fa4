"""What the answer is worth, where it is worth more than answering blindly."""

from watchfloor.play.reward import Term
from watchfloor.play.verdict import Fact, Verdict


def _value(verdict: Verdict) -> int:
    return max(0, int(verdict["value"].value))


TERM = Term(
    name="decision_gain",
    summary="What the answer is worth, where it is worth more than answering blindly.",
    value=_value,
    pays=Verdict("defender", (Fact("value", 1000000),)),
    refuses=Verdict("defender", (Fact("value", -200000),)),
)
