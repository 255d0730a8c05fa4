"""How many crafted incidents pass the gate."""

from watchfloor.evaluation.costs import crafted
from watchfloor.evaluation.metric import Metric, share_of

METRIC = Metric(
    name="attacker_admitted",
    summary="The share of crafted incidents that a defender got to see.",
    trap="Harmless copies pass too, so it is read with what they did to the defender.",
    part="triage",
    unit="share",
    better="more",
    how=share_of(lambda it: crafted(it, "admitted")),
    game="opensoc",
    least=0,
    most=1,
)
