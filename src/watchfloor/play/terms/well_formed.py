"""Every reply was a move: the fact `malformed` counts none that was not."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict


def _value(verdict: Verdict) -> int:
    return ONE if verdict["malformed"].value == 0 else 0


TERM = Term(
    name="well_formed",
    summary="Every reply was a move.",
    value=_value,
    pays=Verdict("anyone", (Fact("malformed", 0),)),
    refuses=Verdict("anyone", (Fact("malformed", 1),)),
)
