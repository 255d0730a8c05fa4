"""The techniques of the incident follow each other as in no campaign known."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict


def _value(verdict: Verdict) -> int:
    return ONE if verdict["is_novel"].value else 0


TERM = Term(
    name="novel_incident",
    summary="The techniques of the incident follow each other as in no campaign known.",
    value=_value,
    pays=Verdict("attacker", (Fact("is_novel", value=True),)),
    refuses=Verdict("attacker", (Fact("is_novel", value=False),)),
)
