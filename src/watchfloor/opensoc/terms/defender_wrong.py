"""The incident passed the gate and the defender misjudged it."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict


def _value(verdict: Verdict) -> int:
    return ONE if verdict["defender_wrong"].value else 0


TERM = Term(
    name="defender_wrong",
    summary="The incident passed the gate and the defender misjudged it.",
    value=_value,
    pays=Verdict("attacker", (Fact("defender_wrong", value=True),)),
    refuses=Verdict("attacker", (Fact("defender_wrong", value=False),)),
)
