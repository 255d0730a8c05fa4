"""The records of an incident: for each suspicious fact one that covers it, or nearly does."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import force_setattr

from watchfloor.opensoc.plot import BESIDE, NEEDS, STEP, Beat, Plot
from watchfloor.opensoc.roster import Casting, Roster
from watchfloor.opensoc.runbook import EXPLAINS, LEAVE
from watchfloor.opensoc.stage import Stage
from watchfloor.seeds import Stream
from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.entities import is_outside, outside_address
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES
from watchfloor.world.timeline import DAY, MINUTE
from watchfloor.world.works import WORKS

COVERING: dict[str, tuple[str, ...]] = {rule: tuple(sorted(EXPLAINS[rule])) for rule in RULES}
_OTHER: dict[str, tuple[str, ...]] = {
    rule: tuple(name for name in WORKS if name not in EXPLAINS[rule] and name != LEAVE)
    for rule in RULES
}
ANNOUNCERS = ("transit-north", "transit-south", "cable-one", "hosting-blue", "mobile-east")
_LEAST_TICKET, _TICKETS = 1000, 9000
_LEAST_MARGIN, _MARGINS = 10, 171
"""The minutes for which work is authorised before and after what it covers, least and how many."""
RECORD_IDS = tuple(f"rec-{place:02d}" for place in range(1, 257))


class Happened(NamedTuple):
    """A beat and the events it left."""

    beat: Beat
    events: Sequence[Event]


class Ticket(NamedTuple):
    """What a record of work says."""

    subject: str
    role: str
    host: str
    actor: str
    opens: int
    closes: int


def _is_idle(part: Happened, row: str) -> bool:
    """Return whether *part* is a step that comes to nothing, whatever covers it, beside *row*."""
    is_try = part.beat.part == STEP and RULES[part.beat.rule].grade == "attempt"
    return is_try and row not in ("explained", "attempt")


class Clerk:
    """Writes the records of one incident."""

    def __init__(self, casting: Casting, draw: Stream, stage: Stage, plot: Plot) -> None:
        self._casting = casting
        self._draw = draw
        self._stage = stage
        self._plot = plot

    def records(self, happened: Sequence[Happened], events: Sequence[Event]) -> tuple[Record, ...]:
        """Return the records about *happened*, in an order that says nothing.

        How many there are does not depend on what they cover.
        """
        opened = self._opened(happened)
        works = [self._near(part) if part in opened else self._cover(part) for part in happened]
        works += [self._herring(happened, opened) for _ in range(self._stage.herrings)]
        if self._plot.desk is not None:
            works.append(self._leave(self._plot.desk.user, events))
        works.sort()
        loud = [event for part in happened for event in part.events]
        people = self._casting.roster
        found = [*assets(people, loud), *identities(people, loud)]
        found += [self._address(ip) for ip in addresses(loud)]
        for subject, role, host, actor, opens, closes in works:
            found.append(Record("", "work", subject, role, "", "", host, actor, opens, closes))
        return numbered(found)

    def _opened(self, happened: Sequence[Happened]) -> list[Happened]:
        """Return what no record is to cover: what decides, and sometimes one thing beside it."""
        row = self._plot.row
        needed, beside = NEEDS[row], BESIDE[row]
        if row == "explained":
            return []
        opened = [part for part in happened if part.beat.part in needed]
        others = [
            part
            for part in happened
            if (part.beat.part in beside and part not in opened) or _is_idle(part, row)
        ]
        if others and self._draw.chance(2, 3):
            opened.append(self._draw.pick(others))
        return opened

    def _address(self, ip: str) -> Record:
        standing = "shared" if ip in self._plot.shared else "single"
        return Record("", "address", ip, announcer(ip), standing=standing)

    def _cover(self, part: Happened) -> Ticket:
        """Return the work that explains *part*: its actor, machine, action and time."""
        rule, first, roles = part.beat.rule, part.events[0], COVERING[part.beat.rule]
        # One draw stands for the number of the ticket and for both margins.
        left, before = divmod(self._draw.below(_TICKETS * _MARGINS * _MARGINS), _MARGINS)
        number, after = divmod(left, _MARGINS)
        return Ticket(
            f"CHG-{_LEAST_TICKET + number}",
            roles[0] if len(roles) == 1 else self._draw.pick(roles),
            first.host,
            first.user if RULES[rule].actor == "user" else first.source_ip,
            first.second - (_LEAST_MARGIN + before) * MINUTE,
            part.events[-1].second + (_LEAST_MARGIN + after) * MINUTE,
        )

    def _near(self, part: Happened) -> Ticket:
        """Return work that would explain *part*, but for its machine, its actor or its hours."""
        ticket = self._cover(part)
        miss = self._draw.below(3)
        if miss == 0 and (host := self._other_host(part.beat.rule, ticket.host)):
            return ticket._replace(host=host)
        if miss == 1:
            opens, closes = self._other_time(part.events[0].second, part.events[-1].second)
            return ticket._replace(opens=opens, closes=closes)
        return ticket._replace(actor=self._other_actor(ticket.actor))

    def _herring(self, happened: Sequence[Happened], opened: Sequence[Happened]) -> Ticket:
        """Return work that changes nothing: of another kind, near something, or covered anyway."""
        draw = self._draw
        part = draw.pick(opened if opened and draw.chance(1, 2) else happened)
        kind = draw.below(3)
        if kind == 0:
            return self._cover(part)._replace(role=draw.pick(_OTHER[part.beat.rule]))
        if kind == 1 or part in opened:
            return self._near(part)
        return self._cover(part)

    def _other_host(self, rule: str, name: str) -> str:
        """Return another machine on which *rule* could fire, if there is one."""
        casting = self._casting
        found = casting.host(ACTIVITIES[rule].at).name
        return found if found != name else ""

    def _other_actor(self, actor: str) -> str:
        if is_outside(actor):
            return outside_address(self._draw)
        if actor[:1].isdigit():
            hosts = self._casting.roster.organisation.hosts
            found = self._draw.pick(hosts).ip
            return found if found != actor else hosts[0 if hosts[0].ip != actor else 1].ip
        other = self._casting.anybody().name
        return other if other != actor else self._casting.anybody().name

    def _other_time(self, first: int, last: int) -> tuple[int, int]:
        draw = self._draw
        off = draw.between(*self._stage.minutes_off) * MINUTE
        length = draw.between(20, 240) * MINUTE
        if draw.chance(1, 2):
            return first - off - length, first - off
        return last + off, last + off + length

    def _leave(self, actor: str, events: Sequence[Event]) -> Ticket:
        """Return who is away: *actor* on the day if that decides, else another or on other days."""
        draw = self._draw
        day = events[0].second // DAY * DAY
        if self._plot.row != "record_in_conflict":
            if draw.chance(1, 2):
                day += draw.pick((-9, -5, 5, 8)) * DAY
            else:
                actor = self._absent(events)
        number = _LEAST_TICKET + draw.below(_TICKETS)
        return Ticket(f"CHG-{number}", LEAVE, "", actor, day - DAY, day + 2 * DAY)

    def _absent(self, events: Sequence[Event]) -> str:
        """Return somebody who does not sign in."""
        present = {event.user for event in events if event.type == "sign_in"}
        while (found := self._casting.anybody().name) in present:
            pass
        return found


def assets(people: Roster, events: Iterable[Event]) -> list[Record]:
    """Return the record of each machine in *events*."""
    found: list[Record] = []
    for name in sorted({event.host for event in events}):
        host = people.hosts.get(name)
        if host is not None:
            standing = "critical" if host.is_critical else "ordinary"
            found.append(Record("", "asset", name, host.kind, host.owner, standing))
    return found


def identities(people: Roster, events: Iterable[Event]) -> list[Record]:
    """Return the record of each account in *events* that belongs to somebody."""
    found: list[Record] = []
    for name in sorted({event.user for event in events}):
        person = people.people.get(name)
        if person is not None:
            standing = "privileged" if person.is_privileged else "ordinary"
            found.append(Record("", "identity", name, person.department, standing=standing))
    return found


@lru_cache(maxsize=1024)
def announcer(ip: str) -> str:
    """Return who announces the address *ip*."""
    return ANNOUNCERS[int(ip.rpartition(".")[2]) % len(ANNOUNCERS)]


def addresses(events: Collection[Event]) -> list[str]:
    """Return the addresses outside that are in *events*."""
    ips = {event.source_ip for event in events} | {event.target_ip for event in events}
    return sorted([ip for ip in ips if ip and is_outside(ip)])


def numbered(records: Sequence[Record]) -> tuple[Record, ...]:
    """Return *records*, fresh ones, with ids that say nothing but their place."""
    for record, name in zip(records, RECORD_IDS):  # noqa: B905  # there are ids enough
        force_setattr(record, "id", name)
    return tuple(records)
