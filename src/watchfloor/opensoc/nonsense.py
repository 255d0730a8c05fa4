"""Incidents that fit the schema and mean nothing, with more and more that is right about them."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace

from watchfloor.opensoc import brief, crafting, lexicon
from watchfloor.opensoc.actions import CraftedEvent, CraftIncident
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.play.observation import Observation
from watchfloor.seeds import Stream
from watchfloor.world import timeline
from watchfloor.world.entities import Host, Kind, is_outside, outside_address
from watchfloor.world.event import COLUMNS, Event
from watchfloor.world.events import EVENT_TYPES
from watchfloor.world.organisation import Organisation
from watchfloor.world.rules import RULES

_HIGHEST = {"port": 65_535, "size": 1 << 30}
_TEXT = {
    "process": ("powershell.exe", "cmd.exe", "winword.exe", "chrome.exe"),
    "parent": ("explorer.exe", "winword.exe", "cmd.exe"),
    "command": ("cmd.exe /c whoami", "powershell.exe -enc AA", "notepad.exe"),
    "path": ("C:\\Windows\\System32\\lsass.exe", "C:\\Users\\x\\AppData\\a.dll", "bucket/a"),
    "name": ("Security", "created", "Updater", "CreateAccessKey", "malware/loader", "/.env"),
    "outcome": ("success", "failure", "blocked", "delivered", "200", "404", "disabled"),
}
_WORDS = (*_TEXT, "port", "size")


class Desk(NamedTuple):
    """What somebody who makes things up has read of the brief."""

    organisation: Organisation
    begins: int
    draw: Stream

    def host(self) -> Host:
        """Return any machine."""
        return self.draw.pick(self.organisation.hosts)

    def address(self) -> str:
        """Return any address, inside or outside."""
        inside = self.draw.chance(2, 3)
        return self.host().ip if inside else outside_address(self.draw)

    def name(self, column: str) -> str:
        """Return any name for *column*."""
        if column == "host":
            return self.host().name
        if column in ("user", "account"):
            return self.draw.pick(self.organisation.people).name
        return self.address()


Fields: TypeAlias = dict[str, str | int]
Made: TypeAlias = Callable[[Desk], tuple[str, Fields]]
"""What makes up one event: its type and its fields."""


def _any_values(desk: Desk) -> tuple[str, Fields]:
    """Return a type and values of the right kind that have nothing to do with it."""
    kind = EVENT_TYPES[desk.draw.pick(tuple(EVENT_TYPES))]
    return kind.name, {
        column: desk.draw.between(1, _HIGHEST[column])
        if column in _HIGHEST
        else desk.draw.pick(_TEXT[column])
        if column in _TEXT
        else desk.name(column)
        for column in kind.fills
    }


def _samples(kind: str) -> list[Event]:
    return [
        event for key, events in lexicon.stock().items() if key.type == kind for event in events
    ]


def _right_words(desk: Desk) -> tuple[str, Fields]:
    """Return a type and, for each field, what some event of the type has there."""
    kind = EVENT_TYPES[desk.draw.pick(tuple(EVENT_TYPES))]
    samples = _samples(kind.name)
    fields: Fields = {}
    for column in kind.fills:
        found = getattr(desk.draw.pick(samples), column) if column in _WORDS else desk.name(column)
        fields[column] = found or desk.name(column)
    return kind.name, fields


def _right_places(desk: Desk) -> tuple[str, Fields]:
    """Return what occurs, word for word, on a machine where it does, by anybody."""
    draw, stock = desk.draw, lexicon.stock()
    sample = draw.pick(stock[draw.pick(tuple(stock))])
    kinds = lexicon.places(sample)
    hosts = [host for host in desk.organisation.hosts if host.kind in kinds]
    host = draw.pick(hosts or desk.organisation.hosts)
    fields: Fields = {column: value for column in COLUMNS if (value := getattr(sample, column))}
    for column in ("host", "user", "account", "source_ip", "target_ip"):
        if column in fields:
            fields[column] = _right_name(desk, host, sample, column)
    return sample.type, fields


def _right_name(desk: Desk, host: Host, sample: Event, column: str) -> str:
    if column == "host":
        return host.name
    if column == "account" and lexicon.is_created(sample):
        return f"made{desk.draw.below(1000)}"
    if column in ("user", "account"):
        return desk.name(column)
    if is_outside(getattr(sample, column)):
        return outside_address(desk.draw)
    return host.ip if column == "source_ip" else desk.host().ip


MAKERS: Mapping[str, Made] = {
    "any_values": _any_values,
    "right_words": _right_words,
    "right_places": _right_places,
}
"""From clumsy to cunning."""


def crafted(seen: Observation, draw: Stream, made: Made = _any_values) -> CraftIncident:
    """Return events of random types, in order of time, with what *made* makes up for each."""
    begins = timeline.second_of(str(seen.panel("brief").items[0].fields["begins"]))
    desk = Desk(brief.organisation_of(seen), begins, draw)
    events: list[CraftedEvent] = []
    for place in range(draw.between(6, 11)):
        kind, fields = made(desk)
        stamp = timeline.stamp(begins + 300 * place + draw.between(1, 200))
        events.append(CraftedEvent(kind, stamp, f"e{place}", fields))
    return CraftIncident(draw.pick(ANSWERS), "anything", tuple(events))


def _of_kind(desk: Desk, *kinds: Kind) -> Host:
    return desk.draw.pick([host for host in desk.organisation.hosts if host.kind in kinds])


def _sized(desk: Desk) -> Iterator[tuple[str, Fields]]:
    """Return an event whose size is about that from which a rule fires."""
    draw, host = desk.draw, _of_kind(desk, "server", "database")
    rule = RULES[draw.pick(_EDGED)]
    edge = rule.edge.at_least if rule.edge is not None else 1
    size = draw.between(-(-4 * edge // 5), 5 * edge // 4)
    fields: Fields = {"host": host.name, "user": desk.name("user"), "size": size}
    if rule.on == "file_rename":
        yield rule.on, {**fields, "process": "archive.exe", "path": "D:\\Shares"}
    else:
        far: Fields = {"source_ip": host.ip, "target_ip": outside_address(draw), "port": 443}
        yield rule.on, {**fields, **far, "process": "sync.exe"}


def _sprayed(desk: Desk, count: int) -> Iterator[tuple[str, Fields]]:
    host, origin = _of_kind(desk, "domain_controller"), outside_address(desk.draw)
    for person in desk.draw.sample(desk.organisation.people, count):
        who: Fields = {"host": host.name, "user": person.name}
        yield "sign_in", {**who, "source_ip": origin, "outcome": "failure"}


def _swept(desk: Desk, count: int) -> Iterator[tuple[str, Fields]]:
    host = _of_kind(desk, "workstation")
    targets = [other.ip for other in desk.organisation.hosts if other.ip != host.ip]
    one, other = desk.draw.sample(targets, 2)
    for target, most in ((one, count), (other, 6)):
        for port in desk.draw.sample(range(20, 900), most):
            flow: Fields = {"source_ip": host.ip, "target_ip": target, "port": port}
            yield "network_flow", {"host": host.name, **flow}


def _beaconed(desk: Desk, count: int) -> Iterator[tuple[str, Fields]]:
    host, target = _of_kind(desk, "workstation"), outside_address(desk.draw)
    user = desk.name("user")
    for beat in range(count):
        flow: Fields = {"source_ip": host.ip, "target_ip": target, "port": 443, "size": 400 + beat}
        yield "network_flow", {"host": host.name, "user": user, **flow}


_EDGED = tuple(name for name, rule in RULES.items() if rule.edge is not None)
_COUNTED = (_sprayed, _swept, _beaconed)


NOWHERE = ("", "")
"""The ends of what happens on one machine."""


def _about_enough(desk: Desk) -> tuple[tuple[str, Fields], ...]:
    """Return events that are just enough for a rule, or just not."""
    count = desk.draw.pick((3, 4))
    return tuple(_sized(desk) if desk.draw.chance(2, 5) else desk.draw.pick(_COUNTED)(desk, count))


def _ends(fields: Fields) -> tuple[object, object]:
    """Return where something came from and where it went."""
    return fields.get("source_ip", ""), fields.get("target_ip", "")


def on_an_edge(seen: Observation, draw: Stream) -> CraftIncident:
    """Return a scripted incident with something beside it that only just does, or does not, count.

    A count is that from which a rule fires, or one less; a size is within a quarter of it. What is
    put beside has two ends of its own, so that nothing is added to what the script counts.
    """
    base = crafting.scripted(seen, draw)
    begins = timeline.second_of(str(seen.panel("brief").items[0].fields["begins"]))
    desk = Desk(brief.organisation_of(seen), begins, draw)
    taken = {_ends(event.fields) for event in base.events} - {NOWHERE}
    beside = _about_enough(desk)
    while not taken.isdisjoint(_ends(fields) for _, fields in beside):
        beside = _about_enough(desk)
    late = tuple(
        CraftedEvent(kind, timeline.stamp(begins + 3000 + 9 * place), f"late-{place}", fields)
        for place, (kind, fields) in enumerate(beside)
    )
    return replace(base, events=base.events + late)
