"""Answers by the rule that raised the alert and reads nothing else."""

from watchfloor.opensoc import either, view
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.runbook import Answer
from watchfloor.play.action import Action
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Policy
from watchfloor.world.rules import RULES

_BY_GRADE: dict[str, Answer] = {
    "attempt": "monitor",
    "entry": "block_ip",
    "code": "quarantine_host",
    "grave": "escalate",
}


def _reply(seen: Observation) -> Action:
    return SubmitTriage(_BY_GRADE[RULES[view.rule_of(seen)].grade])


POLICY = Policy(
    name="header_only",
    summary="Answers by the rule that raised the alert and reads nothing else.",
    seat=either.seat(_reply),
    is_lazy=True,
)
