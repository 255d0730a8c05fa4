"""The published level of calibration."""

from watchfloor.evaluation.metric import Metric, Sums, each
from watchfloor.evaluation.restraint import public_level, publics

METRIC = Metric(
    name="public_level",
    summary=(
        "The weakest of four by the published bounds, from 0 (uncalibrated) to 3 (expert): "
        "false positives at most 0.10, 0.30 or 0.80; gating at least 0.90, 0.60 or 0.20; "
        "the mean first containment, from 0, at least 12, 10 or 8; blast radius at most "
        "0.20, 0.50 or 1.00."
    ),
    trap=(
        "Its bound on the first containment rewards slowness and is made for episodes of 15 "
        "steps; triage is one turn and cannot meet it, so it is the war-room's alone."
    ),
    part="restraint",
    unit="level",
    better="more",
    how=Sums(each(publics), public_level),
    game="logsentinel",
    least=0,
    most=3,
)
