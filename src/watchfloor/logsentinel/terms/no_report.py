"""The episode ran out without a report."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="no_report",
    summary="The episode ran out without a report.",
    value=lambda verdict: 0 if verdict["reported"].value else ONE,
    pays=Verdict("incident_commander", (Fact("reported", value=False),)),
    refuses=Verdict("incident_commander", (Fact("reported", value=True),)),
)
