"""When the report is made."""

from watchfloor.evaluation.metric import Metric, Results, Whole
from watchfloor.evaluation.survival import median


def _median(results: Results) -> float | None:
    return median(
        [
            (it.turns, False) if it.reading["report_step"] is None else (it.turns, True)
            for it in results
            if "report_step" in it.reading
        ]
    )


METRIC = Metric(
    name="time_to_report",
    summary=(
        "The median turn of the report, with episodes that end without one censored at their end."
    ),
    trap="To report at once is quick, so the share that was premature stands beside it.",
    part="restraint",
    unit="turns",
    better="neither",
    how=Whole(_median),
    game="logsentinel",
    least=0,
)
