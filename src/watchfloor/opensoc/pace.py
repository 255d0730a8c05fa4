"""Lines of a log at a steady pace, whatever stands between them."""

from collections.abc import Sequence
from itertools import pairwise

from watchfloor.seeds import Stream
from watchfloor.world.event import Event
from watchfloor.world.rule import grouped
from watchfloor.world.rules import RULES

_STEADY = [
    (rule, rule.tally) for rule in RULES.values() if rule.tally is not None and rule.tally.is_steady
]
STEADY = frozenset(rule.name for rule, _ in _STEADY)
"""The rules that fire on what keeps a pace."""

LEAST_APART = 4
"""The least seconds from one line to the next, but for what keeps a pace."""


def steady_places(events: Sequence[Event]) -> list[list[int]]:
    """Return the places in *events* of what would be found if it kept a pace."""
    return [
        [place for place, event in enumerate(events) if event in group]
        for rule, tally in _STEADY
        for group in grouped(tally, filter(rule.finds, events))
    ]


def evened(seconds: Sequence[int], places: Sequence[int], draw: Stream) -> list[int]:
    """Return *seconds* with the lines at *places* a period apart, less a little."""
    found, first, last = [*seconds], places[0], places[-1]
    period = (seconds[last] - seconds[first]) // (len(places) - 1)
    early = draw.smalls(period // 20 + 1, len(places))
    at = seconds[first]
    for turn, (place, later) in enumerate(pairwise(places), start=1):
        then = seconds[first] + turn * period - early[turn]
        least, told = at, seconds[later] - seconds[place]
        for line in range(place + 1, later):
            moved = at + (seconds[line] - seconds[place]) * (then - at) // told
            found[line] = least = max(least + 1, moved)
        found[later] = at = max(least + 1, then)
    return found
