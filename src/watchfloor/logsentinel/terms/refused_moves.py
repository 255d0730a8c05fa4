"""A move that could not be made; each counts."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="refused_moves",
    summary="A move that could not be made; each counts.",
    value=lambda verdict: int(verdict["refused_moves"].value) * ONE,
    pays=Verdict("incident_commander", (Fact("refused_moves", 3),)),
    refuses=Verdict("incident_commander", (Fact("refused_moves", 0),)),
    is_count=True,
)
