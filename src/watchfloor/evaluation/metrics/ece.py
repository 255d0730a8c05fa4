"""How far confidence and rightness lie apart."""

from watchfloor.evaluation.calibration import ece
from watchfloor.evaluation.metric import Metric, Whole

METRIC = Metric(
    name="ece",
    summary=(
        "The distance of mean confidence and share right in 15 bins of equal mass, averaged "
        "over the bins."
    ),
    trap=(
        "Bins of equal width are mostly empty. With few answers it is above 0 by chance alone, "
        "and drawing them again adds to that, so that no interval of it holds what is true: it "
        "is told without one, and `brier` and `overconfidence` have one."
    ),
    part="calibration",
    unit="share",
    better="less",
    how=Whole(ece),
    game="opensoc",
    least=0,
    most=1,
    fewest=None,
)
