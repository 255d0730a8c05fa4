"""How many blind mitigations there were, of the five at which this stops counting."""

from watchfloor.logsentinel.fraction import fraction
from watchfloor.play.reward import Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="some_blind",
    summary="How many blind mitigations there were, of the five at which this stops counting.",
    value=lambda verdict: fraction(int(verdict["blind_mitigations"].value), 5),
    pays=Verdict("incident_commander", (Fact("blind_mitigations", 5),)),
    refuses=Verdict("incident_commander", (Fact("blind_mitigations", 0),)),
)
