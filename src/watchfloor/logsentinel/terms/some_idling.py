"""How many ticks waited away there were, of the fifteen at which this stops counting."""

from watchfloor.logsentinel.fraction import fraction
from watchfloor.play.reward import Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="some_idling",
    summary="How many ticks waited away there were, of the fifteen at which this stops counting.",
    value=lambda verdict: fraction(int(verdict["idle_moves"].value), 15),
    pays=Verdict("incident_commander", (Fact("idle_moves", 15),)),
    refuses=Verdict("incident_commander", (Fact("idle_moves", 0),)),
)
