"""How right the severities of what was found are."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="severity",
    summary="How right the severities of what was found are.",
    value=lambda verdict: int(verdict["severity"].value),
    pays=Verdict("incident_commander", (Fact("severity", ONE),)),
    refuses=Verdict("incident_commander", (Fact("severity", 0),)),
)
