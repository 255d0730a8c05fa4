"""How often a confidence is stated."""

from watchfloor.evaluation.confusion import asked
from watchfloor.evaluation.metric import Metric, share_of

METRIC = Metric(
    name="confidence_stated",
    summary="The share of answers that state a confidence.",
    trap="Without it nothing else of calibration is defined.",
    part="calibration",
    unit="share",
    better="neither",
    how=share_of(asked(lambda it: it["confidence"] is not None)),
    game="opensoc",
    least=0,
    most=1,
)
