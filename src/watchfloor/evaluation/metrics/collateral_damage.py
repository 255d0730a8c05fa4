"""What the team itself broke."""

from watchfloor.evaluation.metric import Metric, mean_of

METRIC = Metric(
    name="collateral_damage",
    summary=(
        "What users lost beyond what they would have lost if nobody had done anything, in "
        "whole restorations, for each episode."
    ),
    trap="It has no upper end, since harm has none.",
    part="restraint",
    unit="count",
    better="less",
    how=mean_of(lambda it: it.reading.get("collateral")),
    game="logsentinel",
    least=0,
)
