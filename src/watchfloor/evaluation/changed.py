"""Incidents as nobody would grow them: with something taken out, put in, swapped or moved.

Two verifiers that agree on well-formed incidents only may both be right by luck. What is changed
here keeps the shape of events and records, their ids, the order of time, and that every event was
recorded by some machine. Nothing else is kept.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from watchfloor.opensoc.case import Case
from watchfloor.seeds import Stream
from watchfloor.world import organisation
from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.activity import Cast
from watchfloor.world.entities import outside_address
from watchfloor.world.event import COLUMNS, Event
from watchfloor.world.record import Record
from watchfloor.world.timeline import DAY, HOUR

_ALIKE = ("subject", "actor")
"""The columns that only records of one kind may swap."""
_SWAPPED = (*_ALIKE, "role", "standing", "host", "opens", "closes")

_TEXTS = tuple(column for column in COLUMNS if column not in ("port", "size"))
_OPTIONAL = tuple(column for column in COLUMNS if column != "host")
_STEPS = (0, 1, -1, HOUR, -HOUR, HOUR + 1, -HOUR - 1, 2 * HOUR, DAY)
"""The seconds by which an event is moved from another: into it, and to both sides of a window."""

Change = Callable[[Case, Stream], Case]


def thinned(case: Case) -> Iterator[Case]:
    """Return *case* without each of its events and each of its records in turn."""
    for gone in case.events:
        yield replace(case, events=tuple(event for event in case.events if event is not gone))
    for out in case.records:
        yield replace(case, records=tuple(record for record in case.records if record is not out))


def changed(case: Case, draw: Stream, most: int = 4) -> Case:
    """Return *case* after one to *most* changes that *draw* decides."""
    for _ in range(draw.between(1, most)):
        case = draw.pick(CHANGES)(case, draw)
    return case


def _with_events(case: Case, events: Sequence[Event]) -> Case:
    return replace(case, events=tuple(sorted(events, key=lambda event: event.second)))


def _with_event(case: Case, old: Event, new: Event) -> Case:
    return _with_events(case, [new if event is old else event for event in case.events])


def _with_records(case: Case, put: dict[str, Record]) -> Case:
    return replace(case, records=tuple(put.get(record.id, record) for record in case.records))


def _event_swapped(case: Case, draw: Stream) -> Case:
    """Return *case* with what one column holds swapped between two events."""
    if len(case.events) < 2:
        return case
    one, other = draw.sample(case.events, 2)
    column = draw.pick(COLUMNS)
    mine, theirs = getattr(one, column), getattr(other, column)
    case = _with_event(case, one, replace(one, **{column: theirs}))
    return _with_event(case, other, replace(other, **{column: mine}))


def _event_copied(case: Case, draw: Stream) -> Case:
    """Return *case* with one column of one event said again by another."""
    if not case.events:
        return case
    one, other, column = draw.pick(case.events), draw.pick(case.events), draw.pick(COLUMNS)
    return _with_event(case, one, replace(one, **{column: getattr(other, column)}))


def _event_emptied(case: Case, draw: Stream) -> Case:
    """Return *case* with one column of one event left empty."""
    if not case.events:
        return case
    event, column = draw.pick(case.events), draw.pick(_OPTIONAL)
    return _with_event(case, event, replace(event, **{column: type(getattr(event, column))()}))


def _event_shouted(case: Case, draw: Stream) -> Case:
    """Return *case* with one text of one event in the other case."""
    if not case.events:
        return case
    event, column = draw.pick(case.events), draw.pick(_TEXTS)
    return _with_event(case, event, replace(event, **{column: getattr(event, column).swapcase()}))


def _event_moved(case: Case, draw: Stream) -> Case:
    """Return *case* with one event moved near to another, or to the hours of a record."""
    if not case.events:
        return case
    event = draw.pick(case.events)
    anchors = [other.second for other in case.events]
    anchors += [second for record in case.records for second in (record.opens, record.closes)]
    second = max(0, draw.pick(anchors) + draw.pick(_STEPS))
    return _with_event(case, event, replace(event, second=second))


def _event_repeated(case: Case, draw: Stream) -> Case:
    """Return *case* with one event once more, at another time."""
    if not case.events:
        return case
    event = draw.pick(case.events)
    second = max(0, event.second + draw.pick(_STEPS))
    again = replace(event, id=_fresh(case, 0), second=second)
    return _with_events(case, [*case.events, again])


def _events_inserted(case: Case, draw: Stream) -> Case:
    """Return *case* with the traces of one more activity, some of them by people who are there."""
    if not case.events:
        return case
    activity = draw.pick(tuple(ACTIVITIES.values()))
    host, user = draw.pick(case.events).host, draw.pick(case.events).user
    cast = _stranger()
    address = draw.pick([event.source_ip for event in case.events] + [outside_address(draw)])
    cast = replace(cast, user=user or cast.user, address=address or outside_address(draw))
    second = draw.pick(case.events).second
    fresh: list[Event] = []
    for place, event in enumerate(activity.leaves(cast, draw)):
        second = max(0, second + draw.pick((0, 1, 60, 600, HOUR, HOUR + 1)))
        left = replace(event, id=_fresh(case, place), second=second)
        fresh.append(replace(left, host=host) if draw.chance(2, 3) else left)
    return _with_events(case, [*case.events, *fresh])


@cache
def _stranger() -> Cast:
    """Return a cast from an organisation that may be another."""
    grown = organisation.numbered(0)
    first, second = grown.people[:2]
    return Cast(grown, grown.hosts[0], first.name, second.name, "")


def _fresh(case: Case, place: int) -> str:
    return f"log-{len(case.events) + place + 100}"


def _record_swapped(case: Case, draw: Stream) -> Case:
    """Return *case* with what one column holds swapped between two records."""
    if len(case.records) < 2:
        return case
    column, one = draw.pick(_SWAPPED), draw.pick(case.records)
    other = draw.pick(
        [record for record in case.records if column not in _ALIKE or record.kind == one.kind]
    )
    put = {
        one.id: replace(one, **{column: getattr(other, column)}),
        other.id: replace(other, **{column: getattr(one, column)}),
    }
    return _with_records(case, put)


def _record_fitted(case: Case, draw: Stream) -> Case:
    """Return *case* with one record of work made to fit an event in one more column."""
    works = [record for record in case.records if record.kind == "work"]
    if not works or not case.events:
        return case
    work, event = draw.pick(works), draw.pick(case.events)
    fits = {
        "host": event.host,
        "actor": draw.pick((event.user, event.source_ip)) or work.actor,
        "opens": event.second,
        "closes": event.second,
    }
    column = draw.pick(tuple(fits))
    return _with_records(case, {work.id: replace(work, **{column: fits[column]})})


def _record_removed(case: Case, draw: Stream) -> Case:
    """Return *case* without one of its records."""
    if not case.records:
        return case
    gone = draw.pick(case.records)
    return replace(case, records=tuple(record for record in case.records if record is not gone))


CHANGES: tuple[Change, ...] = (
    _event_swapped,
    _event_copied,
    _event_emptied,
    _event_shouted,
    _event_moved,
    _event_repeated,
    _events_inserted,
    _record_swapped,
    _record_fitted,
    _record_removed,
)


def merged(one: Case, other: Case) -> Case:
    """Return *one* with the events and the records of *other* besides, at the time of *one*."""
    begins, began = (case.events[0].second if case.events else 0 for case in (one, other))
    shift = begins - began
    events = [
        replace(event, id=f"{event.id}-other", second=event.second + shift)
        for event in other.events
    ]
    known = {record.subject for record in one.records}
    records = tuple(
        replace(
            record,
            id=f"{record.id}-other",
            opens=record.opens and record.opens + shift,
            closes=record.closes and record.closes + shift,
        )
        for record in other.records
        if record.subject not in known
    )
    return _with_events(replace(one, records=one.records + records), [*one.events, *events])
