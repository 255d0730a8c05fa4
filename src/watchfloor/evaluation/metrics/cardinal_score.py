"""The grade of a shift, spoilt by one alert that must not be missed."""

from watchfloor.evaluation.metric import Metric, Whole
from watchfloor.evaluation.shifts import graded

METRIC = Metric(
    name="cardinal_score",
    summary=(
        "F1 with hostile as what is looked for, in shifts of ten alerts in the order of "
        "their seeds, or 0 where one that has to be escalated was dismissed; averaged over "
        "shifts."
    ),
    trap=(
        "A mean hides the one alert that mattered; alerts that do not fill a last shift are "
        "left out."
    ),
    part="triage",
    unit="share",
    better="more",
    how=Whole(graded),
    game="opensoc",
    least=0,
    most=1,
)
