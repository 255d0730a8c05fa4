"""The gate was called what it is not."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="decided_wrong",
    summary="The gate was called what it is not.",
    value=lambda verdict: 0 if verdict["decided_right"].value else ONE,
    pays=Verdict("keeper", (Fact("decided_right", value=False),)),
    refuses=Verdict("keeper", (Fact("decided_right", value=True),)),
)
