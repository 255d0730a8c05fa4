"""How much of what is answered with `dismiss` is so."""

from typing import Any

from watchfloor.evaluation.confusion import asked
from watchfloor.evaluation.metric import Metric, share_of


def _hit(found: dict[str, Any]) -> bool | None:
    return bool(found["right"]) if found["answer"] == "dismiss" else None


METRIC = Metric(
    name="precision_dismiss",
    summary="The alerts rightly answered with `dismiss` over those answered with it.",
    trap=(
        "It depends on how often each answer is right, which the suite states; undefined "
        "for who never gives it."
    ),
    part="triage",
    unit="share",
    better="more",
    how=share_of(asked(_hit)),
    game="opensoc",
    least=0,
    most=1,
)
