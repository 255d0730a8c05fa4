"""How many unsupported claims there were, of the four at which this stops counting."""

from watchfloor.logsentinel.fraction import fraction
from watchfloor.play.reward import Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="some_unsupported",
    summary="How many unsupported claims there were, of the four at which this stops counting.",
    value=lambda verdict: fraction(int(verdict["unsupported_claims"].value), 4),
    pays=Verdict("incident_commander", (Fact("unsupported_claims", 4),)),
    refuses=Verdict("incident_commander", (Fact("unsupported_claims", 0),)),
)
