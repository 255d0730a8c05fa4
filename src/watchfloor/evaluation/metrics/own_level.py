"""Our level of calibration."""

from watchfloor.evaluation.metric import Metric, Sums, each
from watchfloor.evaluation.restraint import own_level, owns

METRIC = Metric(
    name="own_level",
    summary=(
        "The weakest of four, from 0 to 3: false positives at most 0.10, 0.30 or 0.80; "
        "strict gating at least 0.90, 0.60 or 0.20; weighted blast radius at most 0.02, "
        "0.05 or 0.20; damage missed at most 0.20, 0.40 or 0.80."
    ),
    trap=(
        "It asks for proof, for damage in place of counts, and for what was missed in place "
        "of how late it was; the bounds are ours."
    ),
    part="restraint",
    unit="level",
    better="more",
    how=Sums(each(owns), own_level),
    game="logsentinel",
    least=0,
    most=3,
)
