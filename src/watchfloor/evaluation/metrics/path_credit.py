"""Credit for the right answer, or for how near to it a path came."""

from watchfloor.evaluation.metric import Metric, ratio_of
from watchfloor.evaluation.paths import credit

METRIC = Metric(
    name="path_credit",
    summary=(
        "1 for the right answer; else 0.4 to the power of i for the ith step before it that "
        "was done, added up: in triage what proves it is cited, and hostile told from "
        "harmless; in the war-room the cause is proposed, something near it is, two roles "
        "have seen its traces, one has."
    ),
    trap=(
        "The published form has a judge read the steps; here they are facts, so prose earns "
        "nothing."
    ),
    part="score",
    unit="share",
    better="more",
    how=ratio_of(credit),
    least=0,
    most=1,
)
