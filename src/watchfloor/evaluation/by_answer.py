"""The metrics that triage has once for each answer."""

from watchfloor.evaluation.confusion import asked
from watchfloor.evaluation.metric import Metric, Share, share_of


def precision(answer: str) -> Metric:
    """Return how much of what is answered with *answer* is so."""
    return _metric(
        name=f"precision_{answer}",
        summary=f"The alerts rightly answered with `{answer}` over those answered with it.",
        trap=(
            "It depends on how often each answer is right, which the suite states; undefined "
            "for who never gives it."
        ),
        how=_right_where("answer", answer),
    )


def recall(answer: str) -> Metric:
    """Return how much of what is to be answered with *answer* is answered so."""
    return _metric(
        name=f"recall_{answer}",
        summary=f"The alerts rightly answered with `{answer}` over those for which it is right.",
        trap="A constant answer has 1 here, so precision stands beside it.",
        how=_right_where("truth", answer),
    )


def _right_where(field: str, answer: str) -> Share:
    return share_of(asked(lambda it: bool(it["right"]) if it[field] == answer else None))


def _metric(*, name: str, summary: str, trap: str, how: Share) -> Metric:
    return Metric(
        name=name,
        summary=summary,
        trap=trap,
        part="triage",
        unit="share",
        better="more",
        how=how,
        game="opensoc",
        least=0,
        most=1,
    )
