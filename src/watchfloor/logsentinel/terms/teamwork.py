"""How much of what was proved rests on evidence that somebody handed over."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="teamwork",
    summary="How much of what was proved rests on evidence that somebody handed over.",
    value=lambda verdict: int(verdict["teamwork"].value),
    pays=Verdict("incident_commander", (Fact("teamwork", ONE),)),
    refuses=Verdict("incident_commander", (Fact("teamwork", 0),)),
)
