"""The records of an incident: the calendar, and who and what it and the suspicious lines name."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec.structs import force_setattr

from watchfloor.opensoc.plot import BESIDE, NEEDS, STEP, Plot
from watchfloor.opensoc.roster import Casting, Roster, user_of
from watchfloor.opensoc.runbook import LEAVE, REACHING
from watchfloor.opensoc.stage import Stage
from watchfloor.opensoc.twin import Happened, Ticket, Twins
from watchfloor.seeds import Stream
from watchfloor.world.entities import is_outside
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES
from watchfloor.world.timeline import DAY

ANNOUNCERS = ("transit-north", "transit-south", "cable-west", "hosting-blue", "mobile-east")
_SPREAD = ("grave_act", "record_in_conflict", "several_hosts")
"""The rows that apply however many machines are reached."""
RECORD_IDS = tuple(f"rec-{place:02d}" for place in range(1, 257))


def _is_idle(part: Happened, row: str) -> bool:
    """Return whether *part* is a step that comes to nothing, whatever covers it, beside *row*."""
    is_try = part.beat.part == STEP and RULES[part.beat.rule].grade == "attempt"
    return is_try and row not in ("explained", "attempt")


def _is_spread(parts: Iterable[Happened], row: str) -> bool:
    """Return whether *parts* reach machines enough for a row of the runbook above *row*."""
    hosts = {part.beat.cast.host.name for part in parts if part.beat.rule in REACHING}
    return len(hosts) > 1 and row not in _SPREAD


class Clerk:
    """Writes the records of one incident."""

    def __init__(self, casting: Casting, draw: Stream, stage: Stage, plot: Plot) -> None:
        self._casting = casting
        self._draw = draw
        self._stage = stage
        self._plot = plot

    def records(self, happened: Sequence[Happened], events: Sequence[Event]) -> tuple[Record, ...]:
        """Return the records about *happened*, in an order that says nothing.

        By themselves, and beside the times of the log, they look the same whatever they cover.
        """
        plot = self._plot
        twins = Twins(self._casting, self._draw, happened, events, plot.shared)
        pairs = twins.pairs()
        opened = self._opened(happened)
        works = [pair.wrong if place in opened else pair.right for place, pair in enumerate(pairs)]
        for place in self._draw.smalls(len(pairs), self._stage.herrings):
            works.append(twins.herring(place, pairs[place], works[place]))
        told = [*works, *(pair.right for pair in pairs), *(pair.wrong for pair in pairs)]
        if plot.desk is not None:
            works += self._leaves(plot.desk.user, events, twins)
        works.sort()
        loud = [event for part in happened for event in part.events]
        return numbered([*self._named(loud, told, twins.shared), *map(_work, works)])

    def _named(
        self, loud: Sequence[Event], told: Sequence[Ticket], shared: set[str]
    ) -> list[Record]:
        """Return the record of each machine, account and outside address of *loud* and *told*."""
        people = self._casting.roster
        actors = {ticket.actor for ticket in told}
        ips = {event.source_ip for event in loud} | {event.target_ip for event in loud} | actors
        return [
            *assets(people, {event.host for event in loud} | {ticket.host for ticket in told}),
            *identities(people, {event.user for event in loud} | actors),
            *(_address(ip, shared) for ip in sorted(ips) if ip and is_outside(ip)),
        ]

    def _opened(self, happened: Sequence[Happened]) -> set[int]:
        """Return what no record is to cover: what decides, and sometimes one thing beside it."""
        row = self._plot.row
        needed, beside = NEEDS[row], BESIDE[row]
        if row == "explained":
            return set()
        opened = {place for place, part in enumerate(happened) if part.beat.part in needed}
        others = [
            place
            for place, part in enumerate(happened)
            if (part.beat.part in beside and place not in opened) or _is_idle(part, row)
        ]
        needs = [happened[place] for place in sorted(opened)]
        others = [place for place in others if not _is_spread([*needs, happened[place]], row)]
        if others and self._draw.chance(2, 3):
            opened.add(self._draw.pick(others))
        return opened

    def _leaves(self, present: str, events: Sequence[Event], twins: Twins) -> list[Ticket]:
        """Return who is away on the day, and who is on other days.

        Where that decides it is whoever is *present* that is away, else somebody who is not.
        """
        day = events[0].second // DAY * DAY
        other = day + self._draw.pick((-9, -5, 5, 8)) * DAY
        away, back = self._absent(events), present
        if self._plot.row == "record_in_conflict":
            away, back = back, away
        return [
            Ticket(twins.number(), LEAVE, "", away, day - DAY, day + 2 * DAY),
            Ticket(twins.number(), LEAVE, "", back, other - DAY, other + 2 * DAY),
        ]

    def _absent(self, events: Sequence[Event]) -> str:
        """Return somebody who does nothing that the log tells, or does not sign in at least."""
        seen = {event.user for event in events}
        present = {event.user for event in events if event.type == "sign_in"}
        names = [person.name for person in self._casting.roster.organisation.people]
        idle = [name for name in names if name not in seen]
        return self._draw.pick(idle or [name for name in names if name not in present])


def _work(ticket: Ticket) -> Record:
    subject, role, host, actor, opens, closes = ticket
    return Record("", "work", subject, role, "", "", host, actor, opens, closes)


def _address(ip: str, shared: set[str]) -> Record:
    standing = "shared" if ip in shared else "single"
    return Record("", "address", ip, announcer(ip), standing=standing)


def assets(people: Roster, names: Iterable[str]) -> list[Record]:
    """Return the record of each machine of *names*, with its owner unless it is their desk.

    Who works at a desk is in the log alone: beside a ticket it would tell who does not.
    """
    found: list[Record] = []
    for name in sorted({*names}):
        host = people.hosts.get(name)
        if host is not None:
            standing = "critical" if host.is_critical else "ordinary"
            owner = "" if user_of(host) else host.owner
            found.append(Record("", "asset", name, host.kind, owner, standing))
    return found


def identities(people: Roster, names: Iterable[str]) -> list[Record]:
    """Return the record of each account of *names* that belongs to somebody."""
    found: list[Record] = []
    for name in sorted({*names}):
        person = people.people.get(name)
        if person is not None:
            standing = "privileged" if person.is_privileged else "ordinary"
            found.append(Record("", "identity", name, person.department, standing=standing))
    return found


@lru_cache(maxsize=1024)
def announcer(ip: str) -> str:
    """Return who announces the address *ip*."""
    return ANNOUNCERS[int(ip.rpartition(".")[2]) % len(ANNOUNCERS)]


def numbered(records: Sequence[Record]) -> tuple[Record, ...]:
    """Return *records*, fresh ones, with ids that say nothing but their place."""
    for record, name in zip(records, RECORD_IDS):  # noqa: B905  # there are ids enough
        force_setattr(record, "id", name)
    return tuple(records)
