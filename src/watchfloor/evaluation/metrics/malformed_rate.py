"""How often a reply is no move."""

from watchfloor.evaluation.metric import Metric, share_of

METRIC = Metric(
    name="malformed_rate",
    summary=(
        "The share of episodes in which the policy under test gave a reply that is none of "
        "its moves."
    ),
    trap=(
        "Who answers nothing makes no mistake of judgement, so a malformed answer counts as "
        "a miss everywhere else."
    ),
    part="conduct",
    unit="share",
    better="less",
    how=share_of(lambda it: it.reading.get("malformed")),
    least=0,
    most=1,
)
