"""How often an episode passes."""

from watchfloor.evaluation.metric import Metric, share_of

METRIC = Metric(
    name="pass_rate",
    summary=(
        "The share of episodes that pass: a right answer in triage; in the war-room "
        "everything resolved and stable, and reported."
    ),
    trap=(
        "A pass says nothing of the grounds, so it stands beside the share that is disqualified."
    ),
    part="score",
    unit="share",
    better="more",
    how=share_of(lambda it: it.reading.get("passed")),
    least=0,
    most=1,
)
