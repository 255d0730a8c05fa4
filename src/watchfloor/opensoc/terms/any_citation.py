"""An id of the proof is cited, whatever the answer."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict


def _value(verdict: Verdict) -> int:
    return ONE if int(verdict["hits"].value) else 0


TERM = Term(
    name="any_citation",
    summary="An id of the proof is cited, whatever the answer.",
    value=_value,
    pays=Verdict("defender", (Fact("hits", 1),)),
    refuses=Verdict("defender", (Fact("hits", 0),)),
)
