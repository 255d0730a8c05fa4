"""How soon the incidents were ended, less for every move that was wasted."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="efficiency",
    summary="How soon the incidents were ended, less for every move that was wasted.",
    value=lambda verdict: int(verdict["efficiency"].value),
    pays=Verdict("incident_commander", (Fact("efficiency", ONE),)),
    refuses=Verdict("incident_commander", (Fact("efficiency", 0),)),
)
