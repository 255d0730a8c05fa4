"""How much of what happened the report holds, and of what it holds happened."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="detection",
    summary="How much of what happened the report holds, and of what it holds happened.",
    value=lambda verdict: int(verdict["detection"].value),
    pays=Verdict("incident_commander", (Fact("detection", ONE),)),
    refuses=Verdict("incident_commander", (Fact("detection", 0),)),
)
