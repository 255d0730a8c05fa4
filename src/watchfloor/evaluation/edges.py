"""Incidents on the edges of the rules: one letter, one second, one byte to either side.

What is grown keeps well away from every threshold, so whether a bound is meant to be in or out is
never asked there. Here it is asked of each column of each example of each rule, of windows, and of
the hours of records.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from watchfloor.evaluation.declared import declaration
from watchfloor.opensoc.case import Case
from watchfloor.seeds import Stream
from watchfloor.world.event import COLUMNS, Event
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES
from watchfloor.world.timeline import DAY, HOUR
from watchfloor.world.works import WORKS

_ADDRESSES = ("", "10.4.0.11", "192.0.2.0", "198.51.100.255", "203.0.113.1", "203.0.114.1")
_NUMBERS = (0, 1, 199, 200, 201, 99_999_999, 100_000_000, 100_000_001)
_MOMENTS = tuple(
    hours * HOUR + second for hours in range(4) for second in (0, 0, 1, 2, HOUR // 2, HOUR - 1)
)
"""Seconds at which one window ends, ended a second ago, or has a second left."""
_USERS = ("", "a", "A", "b", "c", "d", "e")
_PLACES = (
    ("203.0.113.7",),
    ("203.0.113.7",),
    ("203.0.113.7", "203.0.113.7", "198.51.100.9"),
    ("10.4.0.2", "10.4.0.2", "203.0.113.7"),
    ("",),
)
"""The addresses that one burst is about: mostly one, sometimes several or none."""
_SPELLED = {
    "": "{}",
    "contains": "a{}a",
    "startswith": "{}a",
    "endswith": "a{}",
}
"""What holds a value, by the modifier that looks for it."""
_NAMES = ("rec-1", "rec-2", "rec-3", "rec-4")


def examples() -> Iterator[Case]:
    """Return a case for each example of each rule."""
    for rule in RULES.values():
        for events in (*rule.fires_on, *rule.silent_on):
            yield Case(rule.name, events, (), "")


def neighbours(case: Case) -> Iterator[Case]:
    """Return *case* with each column of each event changed to each value next to its own."""
    for place, event in enumerate(case.events):
        for column in COLUMNS:
            for value in _beside(event, column):
                other = replace(event, **{column: value})
                yield replace(case, events=(*case.events[:place], other, *case.events[place + 1 :]))


def _beside(event: Event, column: str) -> tuple[str | int, ...]:
    """Return the values next to the one that *event* has in *column*."""
    value: str | int = getattr(event, column)
    if isinstance(value, int):
        return (*_NUMBERS, value + 1, max(0, value - 1))
    if column.endswith("_ip"):
        return _ADDRESSES
    if column == "host" or not value:
        return (value.swapcase(), f"{value}x")
    return (value.swapcase(), "", f"{value}x", f"x{value}", value[1:], value[:-1], f" {value} ")


def listed() -> Iterator[Case]:
    """Return the first example of each rule with each value that its document lists in turn.

    A column of which a rule asks two things is left out, as either alone is not enough.
    """
    for name, document in declaration().rules.items():
        selections = [it for it in document.detection.values() if isinstance(it, dict)]
        lines = [line for selection in selections for line in selection.items()]
        asked = Counter(key.partition("|")[0] for key, _ in lines)
        for key, held in lines:
            column, _, modifier = key.partition("|")
            if asked[column] > 1:
                continue
            for value in held if isinstance(held, list) else [held]:
                if name in RULES and modifier in _SPELLED and isinstance(value, str):
                    (event,) = RULES[name].fires_on[0]
                    spelled = replace(event, **{column: _SPELLED[modifier].format(value)})
                    yield Case(name, (spelled,), (), "")


def covered(case: Case) -> Iterator[Case]:
    """Return *case* with work of each kind, on both sides of each bound of what it covers."""
    first, last = case.events[0], case.events[-1]
    for work in WORKS:
        for actor in sorted({first.user, first.source_ip, "somebody"} - {""}):
            for opens, closes in ((0, 0), (1, 0), (0, -1), (-1, 1)):
                hours = first.second + opens, last.second + closes
                record = Record("rec-1", "work", "CHG-1", work, "", "", first.host, actor, *hours)
                yield replace(case, records=(record,))


def standing(case: Case) -> Iterator[Case]:
    """Return *case* with what it is about known for each standing that there is."""
    first = case.events[0]
    about = {
        "asset": (first.host, ("critical", "ordinary")),
        "identity": (first.user, ("privileged", "ordinary")),
        "address": (first.source_ip or first.target_ip, ("shared", "single")),
    }
    for kind, (subject, standings) in about.items():
        for held in standings if subject else ():
            record = Record("rec-1", kind, subject, standing=held)  # type: ignore[arg-type]  # a kind
            yield replace(case, records=(record,))
    for opens, closes in ((0, 0), (1, 1), (-1, -1), (-1, 1)) if first.user else ():
        hours = first.second + opens, first.second + closes
        leave = Record("rec-1", "work", "CHG-1", "leave_of_absence", "", "", "", first.user, *hours)
        yield replace(case, records=(leave,))


def doubled(case: Case) -> Case:
    """Return *case* with every record written a second time."""
    again = [replace(record, id=f"{record.id}-again") for record in case.records]
    return replace(case, records=(*case.records, *again))


def burst(draw: Stream) -> Case:
    """Return many events of a kind that is counted, with few values, at the ends of windows."""
    made = draw.pick((_failure, _flow, _call, _account))
    about, begins = draw.pick(_PLACES), draw.pick((0, DAY))
    few = [begins + draw.pick(_MOMENTS) for _ in range(draw.between(1, 6))]
    moments = sorted(draw.pick(few) for _ in range(draw.between(3, 16)))
    events = tuple(
        replace(made(draw, about), id=f"log-{place:02d}", second=moment)
        for place, moment in enumerate(moments)
    )
    kinds = ("password_audit", "vulnerability_scan", "vendor_telemetry", "onboarding")
    works = [_work(draw, name, draw.pick(kinds), events) for name in _NAMES[: draw.below(4)]]
    rules = ("password_spray", "port_sweep", "steady_beacon", "new_account_used")
    return Case(draw.pick(rules), events, tuple(works), "")


def _work(draw: Stream, name: str, role: str, events: Sequence[Event]) -> Record:
    event = draw.pick(events)
    actor = event.user or event.source_ip or "a"
    opens, closes = sorted((draw.pick(events).second, draw.pick(events).second))
    return Record(name, "work", "CHG-1", role, "", "", event.host, actor, opens, closes)


def _failure(draw: Stream, about: Sequence[str]) -> Event:
    outcome = draw.pick(("failure", "failure", "failure", "FAILURE", "success"))
    user, origin = draw.pick(_USERS), draw.pick(about)
    return Event("", 0, "sign_in", "h", user, source_ip=origin, outcome=outcome)


def _flow(draw: Stream, about: Sequence[str]) -> Event:
    target, port, size = draw.pick(about), draw.below(6), draw.pick((0, 0, 0, 0, 1))
    origin = draw.pick(("10.4.0.1", "10.4.0.1", "10.4.0.1", ""))
    return Event(
        "", 0, "network_flow", "h", source_ip=origin, target_ip=target, port=port, size=size
    )


def _call(draw: Stream, about: Sequence[str]) -> Event:
    target, size = draw.pick(about), draw.pick((0, 1, 9, 9))
    host, process = draw.pick(("h", "h", "H", "h", "g")), draw.pick(("", "", "", "", "a.exe"))
    return Event(
        "", 0, "network_flow", host, "a", process=process, target_ip=target, port=443, size=size
    )


def _account(draw: Stream, _about: Sequence[str]) -> Event:
    user, account = draw.pick(("a", "A", "b", "")), draw.pick(("a", "A", "b", ""))
    if draw.chance(1, 2):
        return Event("", 0, "account_change", "h", user, account, name="created")
    return Event("", 0, "sign_in", "h", user, source_ip="10.4.0.1", outcome="success")
