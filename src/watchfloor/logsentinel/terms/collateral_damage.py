"""Users lost more than if nobody had done anything; each whole restoration counts."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="collateral_damage",
    summary="Users lost more than if nobody had done anything; each whole restoration counts.",
    value=lambda verdict: int(verdict["collateral_damage"].value),
    pays=Verdict("incident_commander", (Fact("collateral_damage", 3 * ONE),)),
    refuses=Verdict("incident_commander", (Fact("collateral_damage", 0),)),
    is_count=True,
)
