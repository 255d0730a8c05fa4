"""A third useless move in a row, with nothing to wait for, and each further one."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="idle_moves",
    summary="A third useless move in a row, with nothing to wait for, and each further one.",
    value=lambda verdict: int(verdict["idle_moves"].value) * ONE,
    pays=Verdict("incident_commander", (Fact("idle_moves", 3),)),
    refuses=Verdict("incident_commander", (Fact("idle_moves", 0),)),
    is_count=True,
)
