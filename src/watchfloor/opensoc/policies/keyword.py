"""Answers by the worst sign in the log, whatever the records say."""

from watchfloor.opensoc import analyst, either, view
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.play.action import Action
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Policy


def _reply(seen: Observation) -> Action:
    events, _ = view.read(seen)
    answer, cited = analyst.reads(events, (), analyst.Habits())
    return SubmitTriage(answer, cited)


POLICY = Policy(
    name="keyword",
    summary="Answers by the worst sign in the log, whatever the records say.",
    seat=either.seat(_reply),
    is_lazy=True,
)
