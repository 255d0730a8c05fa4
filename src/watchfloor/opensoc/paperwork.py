"""The records of an incident: the calendar, and who and what it and the suspicious lines name."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter

from msgspec.structs import replace

from watchfloor.opensoc.plot import BESIDE, NEEDS, STEP, Plot
from watchfloor.opensoc.roster import Casting, Roster
from watchfloor.opensoc.runbook import LEAVE, REACHING
from watchfloor.opensoc.stage import Stage
from watchfloor.opensoc.twin import TICKETS, Happened, Log, Twins, ticket
from watchfloor.seeds import Stream
from watchfloor.world.entities import OUTSIDE
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES
from watchfloor.world.timeline import DAY

ANNOUNCERS = ("transit-north", "transit-south", "cable-west", "hosting-blue", "mobile-east")
_SPREAD = ("grave_act", "record_in_conflict", "several_hosts")
"""The rows that apply however many machines are reached."""
_OTHER_DAYS = (-9, -5, 5, 8)
"""How far from the day of the incident somebody else is away."""
_SUBJECT = attrgetter("subject")
RECORD_IDS = tuple(f"rec-{place:02d}" for place in range(1, 257))


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

    def records(self, log: Log) -> tuple[Record, ...]:
        """Return the records about what happened in *log*, in an order that says nothing.

        By themselves, and beside the times of the log, they look the same whatever they cover.
        """
        plot = self._plot
        twins = Twins(self._casting, self._draw, log, plot.shared)
        pairs = twins.pairs()
        opened = self._opened(log.happened)
        works = [pair.wrong if place in opened else pair.right for place, pair in enumerate(pairs)]
        for place in self._draw.smalls(len(pairs), self._stage.herrings):
            works.append(twins.herring(place, pairs[place], works[place]))
        found = self._named(log.loud, twins)
        if plot.desk is not None:
            works += self._leaves(plot.desk.user, log.events, twins)
        works.sort(key=_SUBJECT)
        return numbered(found + works)

    def _named(self, loud: Sequence[Event], twins: Twins) -> list[Record]:
        """Return what is known of each machine, account and address of *loud* lines and *twins*."""
        names = {event.host for event in loud} | {event.user for event in loud} | twins.others
        names |= {event.source_ip for event in loud} | {event.target_ip for event in loud}
        found = known(self._casting.roster, names)
        ips = sorted(names & OUTSIDE)
        return found + [address(ip, is_shared=ip in twins.shared) for ip in ips]

    def _opened(self, happened: Sequence[Happened]) -> set[int]:
        """Return what no record is to cover: what decides, and sometimes one thing beside it."""
        row = self._plot.row
        needed, beside = NEEDS[row], BESIDE[row]
        if row == "explained":
            return set()
        opened = {place for place, part in enumerate(happened) if part.beat.part in needed}
        reached = _reached([happened[place] for place in sorted(opened)])
        others = [
            place
            for place, part in enumerate(happened)
            if place not in opened
            and (part.beat.part in beside or _is_idle(part, row))
            and (row in _SPREAD or len(reached | _reached([part])) < 2)
        ]
        if others and self._draw.chance(2, 3):
            opened.add(self._draw.pick(others))
        return opened

    def _leaves(self, present: str, events: Sequence[Event], twins: Twins) -> list[Record]:
        """Return who is away on the day, and who is on other days.

        Where that decides it is whoever is *present* that is away, else somebody who is not.
        """
        day = events[0].second // DAY * DAY
        word, other = divmod(self._draw.word(), len(_OTHER_DAYS))
        there = day + _OTHER_DAYS[other] * DAY
        away, back = self._absent(events), present
        if self._plot.row == "record_in_conflict":
            away, back = back, away
        first, second = twins.number(word), twins.number(word // TICKETS)
        return [
            ticket(first, LEAVE, "", away, day - DAY, day + 2 * DAY),
            ticket(second, LEAVE, "", back, there - DAY, there + 2 * DAY),
        ]

    def _absent(self, events: Sequence[Event]) -> str:
        """Return somebody who does nothing that the log tells, or does not sign in at least."""
        people = self._casting.roster.organisation.people
        first = self._draw.word() % len(people)
        people = people[first:] + people[:first]
        seen = {event.user for event in events}
        present = {event.user for event in events if event.type == "sign_in"}
        idle = (it.name for busy in (seen, present) for it in people if it.name not in busy)
        return next(idle)


def _reached(parts: Iterable[Happened]) -> set[str]:
    """Return the machines on which *parts* show the adversary."""
    return {part.beat.cast.host.name for part in parts if part.beat.rule in REACHING}


@lru_cache(maxsize=2 * len(OUTSIDE))
def address(ip: str, *, is_shared: bool) -> Record:
    """Return the record, which has no id yet, of the address *ip*."""
    return Record("", "address", ip, announcer(ip), standing="shared" if is_shared else "single")


def announcer(ip: str) -> str:
    """Return who announces the address *ip*."""
    return ANNOUNCERS[int(ip.rpartition(".")[2]) % len(ANNOUNCERS)]


def known(people: Roster, names: Iterable[str]) -> list[Record]:
    """Return the records, without ids yet, of the machines and accounts among *names*."""
    listed = people.listed
    return [record for _, record in sorted(map(listed.__getitem__, listed.keys() & names))]


def numbered(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return *records* with ids that say nothing but their place."""
    return tuple([replace(it, id=name) for it, name in zip(records, RECORD_IDS)])  # noqa: B905  # there are ids enough
