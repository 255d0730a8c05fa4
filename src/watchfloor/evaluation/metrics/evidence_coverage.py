"""How much of what matters is seen."""

from watchfloor.evaluation.metric import Metric, Share
from watchfloor.evaluation.result import Result
from watchfloor.evaluation.survival import incidents


def _count(result: Result) -> tuple[int, int] | None:
    found = result.reading
    if found.get("mode") == "casework" and found.get("relevant"):
        return found["relevant_seen"], found["relevant"]
    traces = sum(it["traces"] for it in incidents(result))
    return (sum(it["traces_seen"] for it in incidents(result)), traces) if traces else None


METRIC = Metric(
    name="evidence_coverage",
    summary=(
        "The distinct pieces of evidence of real incidents that the team has seen, or of "
        "what proves an answer that a case showed, over all there are."
    ),
    trap=(
        "Seeing everything is not the aim, since looking has its price; in triage it is "
        "defined for casework alone, elsewhere all is shown."
    ),
    part="conduct",
    unit="share",
    better="more",
    how=Share(_count),
    least=0,
    most=1,
)
