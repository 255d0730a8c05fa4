"""How far the incidents were contained, and how much of the trouble was spared."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="outcome",
    summary="How far the incidents were contained, and how much of the trouble was spared.",
    value=lambda verdict: int(verdict["outcome"].value),
    pays=Verdict("incident_commander", (Fact("outcome", ONE),)),
    refuses=Verdict("incident_commander", (Fact("outcome", 0),)),
)
