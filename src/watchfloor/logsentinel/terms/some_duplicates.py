"""How many duplicate proposals there were, of the five at which this stops counting."""

from watchfloor.logsentinel.fraction import fraction
from watchfloor.play.reward import Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="some_duplicates",
    summary="How many duplicate proposals there were, of the five at which this stops counting.",
    value=lambda verdict: fraction(int(verdict["duplicate_proposals"].value), 5),
    pays=Verdict("incident_commander", (Fact("duplicate_proposals", 5),)),
    refuses=Verdict("incident_commander", (Fact("duplicate_proposals", 0),)),
)
