"""What a rule counts together is covered by the same records, all of it."""

from watchfloor.opensoc.gate import Gate, Submission
from watchfloor.world.rules import RULES


def _objection(found: Submission) -> str:
    for signal in found.signals:
        rule = RULES[signal.rule]
        if rule.tally is None:
            continue
        first, *rest = (found.book.covering(rule, event) for event in signal.events)
        if any(covering != first for covering in rest):
            return f"{signal.rule} at {signal.events[0].id!r} is covered in part"
    return ""


GATE = Gate(
    name="covered_whole",
    law="What a rule counts together is covered by the same records, all of it.",
    round="proof",
    objection=_objection,
)
