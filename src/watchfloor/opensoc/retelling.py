"""A crafted story told again, so that nothing of it crosses but what the rules find in it.

Names, words, ids and times are drawn anew. What sets nothing off is not told at all: the lines of
ordinary life beside the story are the environment's own, in number, in kind and in place.
"""

from collections.abc import Sequence
from itertools import combinations, pairwise

from msgspec.structs import replace

from watchfloor.opensoc import lexicon
from watchfloor.opensoc.pace import steady_places
from watchfloor.opensoc.renaming import Renaming
from watchfloor.opensoc.roster import Casting
from watchfloor.opensoc.runbook import LEAVE
from watchfloor.opensoc.telling import LOG_IDS
from watchfloor.seeds import Stream
from watchfloor.world.background import PLACED
from watchfloor.world.detection import Signal, signals
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.timeline import HOUR, MINUTE

LINES = (12, 20)
"""Least and most lines of the log, unless the story needs more."""

MARGIN = 2 * MINUTE
"""How far everything stays from the hours of a record, where there is room."""
ROOM = MINUTE
"""The seconds before and after the first of what keeps a pace, for what else happens."""
PACE = 30
"""The least seconds of a pause in a steady pace, where there is room."""


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


def essential(
    events: Sequence[Event], calendar: Sequence[Record], found: Sequence[Signal] | None = None
) -> list[Event]:
    """Return those of *events* that prove something, and the sign-ins of whoever is away.

    *found* is what the rules find in them.
    """
    signs = signals(events) if found is None else found
    loud = {event.id for signal in signs for event in signal.events}
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
    quiet = [_ordinary(casting, busy) for _ in range(draw.between(*LINES) - len(story))]
    seconds = _seconds(story, calendar, begins, draw)
    free = _drawn(len(quiet), begins, begins + HOUR, {*seconds}, draw)
    placed = [
        *zip(seconds, story, strict=True),
        *zip(free, quiet, strict=True),
    ]
    placed.sort(key=lambda at: at[0])
    return tuple(
        [replace(event, id=name, second=at) for (at, event), name in zip(placed, LOG_IDS)]  # noqa: B905  # there are ids enough
    )


def _ordinary(casting: Casting, busy: set[str]) -> Event:
    """Return something ordinary, which changes nothing: whoever is *busy* is nowhere else."""
    while True:
        event = casting.ordinary()
        if event.type not in PLACED or (event.outcome == "success" and event.user not in busy):
            return event


def _seconds(
    story: Sequence[Event], calendar: Sequence[Record], begins: int, draw: Stream
) -> list[int]:
    """Return times for *story*, each within the same hours as before.

    What keeps a pace keeps one; the rest comes in its order, before and after the first of it.
    """
    ends = begins + HOUR + 1
    cuts = {record.opens for record in calendar} | {record.closes + 1 for record in calendar}
    hours = [begins, *sorted(cut for cut in cuts if begins < cut < ends), ends]
    bounds = [(hour, hour) for hour in hours]
    found: dict[int, int] = {}
    for places in steady_places(story):
        times = _paced([story[place].second for place in places], hours, bounds, draw)
        found.update(zip(places, _apart(times, {*found.values()}), strict=True))
        bounds = sorted([*bounds, (story[places[0]].second, found[places[0]])])
    taken = {*found.values()}
    for (low, soonest), (high, latest) in pairwise(bounds):
        here = [it for it, e in enumerate(story) if it not in found and low <= e.second < high]
        margin = MARGIN if latest - soonest > 2 * MARGIN + 2 * len(story) else 0
        drawn = _drawn(len(here), soonest + margin, latest - 1 - margin, taken, draw)
        found.update(zip(here, sorted(drawn), strict=True))
    return [found[place] for place in range(len(story))]


def _paced(
    seconds: Sequence[int], hours: Sequence[int], bounds: Sequence[tuple[int, int]], draw: Stream
) -> list[int]:
    """Return times at one pace, each within the same *hours* as in *seconds*.

    The first is between the same *bounds* as before. Where no pace fits, the times stay.
    """
    within = [next(it for it in pairwise(hours) if it[0] <= at < it[1]) for at in seconds]
    spare = [MARGIN if high - low > 4 * MARGIN else 0 for low, high in within]
    least = [low + margin for (low, _), margin in zip(within, spare, strict=True)]
    most = [high - 1 - margin for (_, high), margin in zip(within, spare, strict=True)]
    least[0] = max(least[0], *(new + ROOM for old, new in bounds if old <= seconds[0]))
    most[0] = min(most[0], *(new - ROOM for old, new in bounds if old > seconds[0]))
    pairs = list(combinations(range(len(seconds)), 2))
    fastest = max(-((most[i] - least[j]) // (j - i)) for i, j in pairs)
    slowest = min((most[j] - least[i]) // (j - i) for i, j in pairs)
    if not max(1, fastest) <= slowest:
        return list(seconds)
    pace = draw.between(max(fastest, min(PACE, slowest)), slowest)
    first = max(low - place * pace for place, low in enumerate(least))
    last = min(high - place * pace for place, high in enumerate(most))
    begins = draw.between(first, last)
    return [begins + place * pace for place in range(len(seconds))]


def _apart(times: Sequence[int], taken: set[int]) -> list[int]:
    """Return *times*, those that are *taken* a little later."""
    found: list[int] = []
    for time in times:
        while time in taken:
            time += 1  # noqa: PLW2901  # later by as little as there is room
        found.append(time)
    return found


def _drawn(count: int, low: int, high: int, taken: set[int], draw: Stream) -> list[int]:
    """Return *count* different seconds from *low* to *high* that are not *taken*, and take them."""
    if high - low + 1 - sum(low <= second <= high for second in taken) < count:
        message = f"there is no room for {count} events from {low} to {high}"
        raise LookupError(message)
    found: list[int] = []
    while len(found) < count:
        second = draw.between(low, high)
        if second not in taken:
            taken.add(second)
            found.append(second)
    return found
