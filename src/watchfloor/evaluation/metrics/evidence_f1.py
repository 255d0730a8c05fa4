"""How well what is cited shows the answer."""

from watchfloor.evaluation.confusion import verdict
from watchfloor.evaluation.metric import Metric, mean_of
from watchfloor.evaluation.result import Result


def _citation(result: Result) -> float | None:
    found = verdict(result)
    return None if found is None else float(found["citation"])


METRIC = Metric(
    name="evidence_f1",
    summary="F1 of the ids cited against what proves the right answer, averaged over alerts.",
    trap=(
        "It counts whatever the answer is, so that right evidence beside a wrong answer is "
        "seen, and the other way about."
    ),
    part="triage",
    unit="share",
    better="more",
    how=mean_of(_citation),
    game="opensoc",
    least=0,
    most=1,
)
