"""A crafted story told again, so that nothing of it crosses but what the rules find in it.

Names, words, ids and times are drawn anew. What sets nothing off is not told at all: the lines of
ordinary life beside the story are the environment's own, in number, in kind and in place.
"""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from watchfloor.opensoc import lexicon
from watchfloor.opensoc.renaming import Renaming
from watchfloor.opensoc.roster import Casting
from watchfloor.opensoc.runbook import LEAVE
from watchfloor.seeds import Stream
from watchfloor.world.background import PLACED, QUIET
from watchfloor.world.detection import signals
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.timeline import HOUR, MINUTE

LINES = (12, 20)
"""Least and most lines of the log, unless the story needs more."""

MARGIN = 2 * MINUTE
"""How far everything stays from the hours of a record, where there is room."""


def told(events: Sequence[Event], renaming: Renaming, draw: Stream) -> list[Event]:
    """Return *events* in other names and in words that occur."""
    renaming.made(events)
    found: list[Event] = []
    for event in events:
        again = lexicon.retold(renaming.event(event), draw)
        if event.port and not event.size:
            again = replace(again, port=renaming.port(event.port))
        found.append(again)
    return found


def essential(events: Sequence[Event], calendar: Sequence[Record]) -> list[Event]:
    """Return those of *events* that prove something, and the sign-ins of whoever is away."""
    loud = {name for signal in signals(events) for name in signal.proof}
    away = {record.actor for record in calendar if record.role == LEAVE}
    return [event for event in events if event.id in loud or _is_back(event, away)]


def _is_back(event: Event, away: set[str]) -> bool:
    return event.type == "sign_in" and event.outcome == "success" and event.user in away


def among_others(
    story: Sequence[Event], calendar: Sequence[Record], begins: int, casting: Casting, draw: Stream
) -> tuple[Event, ...]:
    """Return *story* among lines of ordinary life, at times and with ids of the environment's."""
    busy = {record.actor for record in calendar if record.role == LEAVE}
    busy.update(event.user for event in story)
    quiet = [_ordinary(casting, draw, busy) for _ in range(draw.between(*LINES) - len(story))]
    seconds = _seconds(story, calendar, begins, draw)
    free = _drawn(len(quiet), begins, begins + HOUR, {*seconds}, draw)
    placed = [
        *zip(seconds, story, strict=True),
        *zip(free, quiet, strict=True),
    ]
    placed.sort(key=lambda at: at[0])
    return tuple(
        replace(event, id=f"log-{place:02d}", second=second)
        for place, (second, event) in enumerate(placed, start=1)
    )


def _ordinary(casting: Casting, draw: Stream, busy: set[str]) -> Event:
    """Return something ordinary, which changes nothing: whoever is *busy* is nowhere else."""
    while True:
        kind = draw.pick(QUIET)
        event = kind.make(casting.bystander(kind.at), draw)
        if event.type not in PLACED or (event.outcome == "success" and event.user not in busy):
            return event


def _seconds(
    story: Sequence[Event], calendar: Sequence[Record], begins: int, draw: Stream
) -> list[int]:
    """Return times for *story*, in its order, each within the same hours as before."""
    ends = begins + HOUR + 1
    cuts = {record.opens for record in calendar} | {record.closes + 1 for record in calendar}
    bounds = [begins, *sorted(cut for cut in cuts if begins < cut < ends), ends]
    found: list[int] = []
    for low, high in pairwise(bounds):
        count = sum(1 for event in story if low <= event.second < high)
        margin = MARGIN if high - low > 2 * MARGIN + 2 * count else 0
        found += sorted(_drawn(count, low + margin, high - 1 - margin, set(), draw))
    return found


def _drawn(count: int, low: int, high: int, taken: set[int], draw: Stream) -> list[int]:
    """Return *count* different seconds from *low* to *high* that are not *taken*."""
    found: list[int] = []
    while len(found) < count:
        second = draw.between(low, high)
        if second not in taken:
            taken.add(second)
            found.append(second)
    return found
