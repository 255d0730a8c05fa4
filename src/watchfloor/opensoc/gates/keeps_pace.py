"""Who calls one address outside again and again does so at a steady pace."""

from watchfloor.opensoc.gate import Gate, Submission
from watchfloor.world.rule import Rule, grouped, is_steady
from watchfloor.world.rules import RULES

_SLACK = 115
"""Hundredths of the shortest pause: well within those at which a pace is steady."""

_STEADY = tuple(rule for rule in RULES.values() if rule.tally is not None and rule.tally.is_steady)


def _unsteady(rule: Rule, found: Submission) -> str:
    weighed = found.sighted.together.get(rule.name)
    if rule.tally is None or weighed is None:
        return ""
    for group in grouped(rule.tally, weighed.matched):
        if not is_steady(group, _SLACK):
            return f"{rule.name} from {group[0].id!a} on has no steady pace"
    return ""


def _objection(found: Submission) -> str:
    return next((said for rule in _STEADY if (said := _unsteady(rule, found))), "")


GATE = Gate(
    name="keeps_pace",
    law="Who calls one address outside again and again does so at a steady pace.",
    round="story",
    objection=_objection,
)
