"""The same was proposed twice; each time counts."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="duplicate_proposals",
    summary="The same was proposed twice; each time counts.",
    value=lambda verdict: int(verdict["duplicate_proposals"].value) * ONE,
    pays=Verdict("incident_commander", (Fact("duplicate_proposals", 3),)),
    refuses=Verdict("incident_commander", (Fact("duplicate_proposals", 0),)),
    is_count=True,
)
