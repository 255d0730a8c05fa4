"""Answers by what the last line shows and cites it."""

from watchfloor.opensoc import analyst, either, view
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.play.action import Action
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Policy


def _reply(seen: Observation) -> Action:
    events, _ = view.read(seen)
    answer, _ = analyst.reads(events[-1:], (), analyst.Habits())
    return SubmitTriage(answer, tuple(event.id for event in events[-1:]))


POLICY = Policy(
    name="last_line",
    summary="Answers by what the last line shows and cites it.",
    seat=either.seat(_reply),
    is_lazy=True,
)
