"""The answer is the one that the runbook gives."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict


def _value(verdict: Verdict) -> int:
    return ONE if verdict["right"].value else 0


TERM = Term(
    name="right_answer",
    summary="The answer is the one that the runbook gives.",
    value=_value,
    pays=Verdict("defender", (Fact("right", value=True),)),
    refuses=Verdict("defender", (Fact("right", value=False),)),
)
