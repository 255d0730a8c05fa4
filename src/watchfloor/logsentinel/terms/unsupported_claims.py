"""The report claims what the team neither saw nor did; each claim counts."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="unsupported_claims",
    summary="The report claims what the team neither saw nor did; each claim counts.",
    value=lambda verdict: int(verdict["unsupported_claims"].value) * ONE,
    pays=Verdict("incident_commander", (Fact("unsupported_claims", 3),)),
    refuses=Verdict("incident_commander", (Fact("unsupported_claims", 0),)),
    is_count=True,
)
