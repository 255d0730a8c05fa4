"""The gate was called what it is."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="decided_right",
    summary="The gate was called what it is.",
    value=lambda verdict: ONE if verdict["decided_right"].value else 0,
    pays=Verdict("keeper", (Fact("decided_right", value=True),)),
    refuses=Verdict("keeper", (Fact("decided_right", value=False),)),
)
