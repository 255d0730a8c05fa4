"""Counts and sizes are well away from the thresholds of the rules."""

from collections.abc import Sequence

from watchfloor.opensoc.gate import Gate, Submission
from watchfloor.world.detection import Sighted
from watchfloor.world.event import Event
from watchfloor.world.rule import Rule, Tally
from watchfloor.world.rules import RULES

_EDGED = tuple(rule for rule in RULES.values() if rule.edge is not None)
_COUNTED = tuple(rule for rule in RULES.values() if rule.tally is not None)


def _counts(tally: Tally, events: Sequence[Event]) -> dict[tuple[str, ...], int]:
    """Return how many values *tally* counts, for each group that it counts by."""
    values: dict[tuple[str, ...], set[str]] = {}
    for event in events:
        key = tuple(str(getattr(event, column)) for column in tally.by)
        values.setdefault(key, set()).add(str(getattr(event, tally.of)).lower())
    return {by: len(of) for by, of in values.items()}


def _sized(rule: Rule, events: Sequence[Event]) -> str:
    for event in events:
        if rule.edge is None or event.type != rule.on:
            continue
        size, edge = getattr(event, rule.edge.column), rule.edge.at_least
        if 4 * edge <= 5 * size and 4 * size <= 5 * edge:
            return f"event {event.id!a} has {size}, too near to the {edge} of {rule.name}"
    return ""


def _counted(rule: Rule, found: Sighted) -> str:
    weighed = found.together.get(rule.name)
    if rule.tally is None or weighed is None:
        return ""
    least = rule.tally.at_least
    for by, count in _counts(rule.tally, weighed.matched).items():
        if least - 1 <= count <= least:
            return f"{' and '.join(by)!a} comes to {count} of {rule.name}, too near to {least}"
    return ""


def _objection(found: Submission) -> str:
    sized = (said for rule in _EDGED if (said := _sized(rule, found.events)))
    counted = (said for rule in _COUNTED if (said := _counted(rule, found.sighted)))
    return next(sized, "") or next(counted, "")


GATE = Gate(
    name="clear_of_edges",
    law="Counts and sizes are well away from the thresholds of the rules.",
    round="story",
    objection=_objection,
)
