"""How much of the time for look-ups was used."""

from watchfloor.opensoc.state import MINUTES
from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict


def _value(verdict: Verdict) -> int:
    return min(ONE, int(verdict["minutes"].value) * ONE // MINUTES)


TERM = Term(
    name="minutes_spent",
    summary="How much of the time for look-ups was used.",
    value=_value,
    pays=Verdict("defender", (Fact("minutes", 30),)),
    refuses=Verdict("defender", (Fact("minutes", 0),)),
)
