"""The crafted incident passed the gate."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict


def _value(verdict: Verdict) -> int:
    return ONE if verdict["admitted"].value else 0


TERM = Term(
    name="admitted",
    summary="The crafted incident passed the gate.",
    value=_value,
    pays=Verdict("attacker", (Fact("admitted", value=True),)),
    refuses=Verdict("attacker", (Fact("admitted", value=False),)),
)
