"""A reply that was no move; each counts."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="malformed_replies",
    summary="A reply that was no move; each counts.",
    value=lambda verdict: int(verdict["malformed_replies"].value) * ONE,
    pays=Verdict("incident_commander", (Fact("malformed_replies", 3),)),
    refuses=Verdict("incident_commander", (Fact("malformed_replies", 0),)),
    is_count=True,
)
