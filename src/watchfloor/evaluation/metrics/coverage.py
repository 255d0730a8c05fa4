"""How much is decided and not handed on."""

from watchfloor.evaluation.confusion import asked
from watchfloor.evaluation.metric import Metric, share_of

METRIC = Metric(
    name="coverage",
    summary="The share of alerts answered with something else than escalation.",
    trap="Escalating is an abstention here, even where it is the right answer.",
    part="calibration",
    unit="share",
    better="neither",
    how=share_of(asked(lambda it: it["decision"] != "escalate")),
    game="opensoc",
    least=0,
    most=1,
)
