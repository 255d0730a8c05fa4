"""The decision was right and the address named with it too."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict

TERM = Term(
    name="named_origin",
    summary="The decision was right and the address named with it too.",
    value=lambda verdict: ONE if verdict["named_origin"].value else 0,
    pays=Verdict("keeper", (Fact("named_origin", value=True),)),
    refuses=Verdict("keeper", (Fact("named_origin", value=False),)),
)
