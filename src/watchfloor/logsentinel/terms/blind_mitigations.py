"""A mitigation was ordered that no open proposal called for; each counts."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="blind_mitigations",
    summary="A mitigation was ordered that no open proposal called for; each counts.",
    value=lambda verdict: int(verdict["blind_mitigations"].value) * ONE,
    pays=Verdict("incident_commander", (Fact("blind_mitigations", 3),)),
    refuses=Verdict("incident_commander", (Fact("blind_mitigations", 0),)),
    is_count=True,
)
