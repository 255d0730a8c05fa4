"""Tickets in pairs: for each suspicious fact one that covers it, and one that nearly does.

Which of the two is written is all that the answer decides. What they differ in is drawn in the same
way for both, so either could have been the one that covers, and only the log tells which it is.
"""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from watchfloor.opensoc.hours import GRID, MARGIN
from watchfloor.opensoc.plot import Beat
from watchfloor.opensoc.roster import Casting, user_of
from watchfloor.opensoc.runbook import EXPLAINS
from watchfloor.seeds import Stream
from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.entities import Kind, is_outside
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rule import Rule
from watchfloor.world.rules import RULES

COVERING: dict[str, tuple[str, ...]] = {rule: tuple(sorted(EXPLAINS[rule])) for rule in RULES}


class _About(NamedTuple):
    """What the tickets about a rule depend on."""

    covering: tuple[str, ...]
    """The work that explains it."""
    is_by_user: bool
    """Whether it is an account that a record says may do it, and not an address."""
    at: tuple[Kind, ...]
    others: tuple[tuple[str, ...], ...]
    """For each rule of the grade, the work that explains it if that could be booked instead."""


def _about(rule: Rule) -> _About:
    graded = [other for other in RULES.values() if other.grade == rule.grade]
    return _About(
        COVERING[rule.name],
        rule.actor == "user",
        ACTIVITIES[rule.name].at,
        tuple([COVERING[other.name] if _is_like(rule, other) else () for other in graded]),
    )


def _is_like(rule: Rule, other: Rule) -> bool:
    """Return whether work for *other* could be booked where and for whom *rule* fires."""
    return (
        ACTIVITIES[rule.name].at == ACTIVITIES[other.name].at
        and rule.actor == other.actor
        and EXPLAINS[rule.name].isdisjoint(EXPLAINS[other.name])
    )


_ABOUT = {name: _about(rule) for name, rule in RULES.items()}
LEAST_TICKET, TICKETS = 1000, 9000
_MARGINS = range(2 * GRID, 37 * GRID, GRID)
_AROUND = [(before, after) for after in _MARGINS for before in _MARGINS]
"""The seconds for which work is authorised before what it covers, and after it."""
_LEAST_LENGTH, _LENGTHS = 15, 34
"""The fives of minutes of work that begins or ends while the log lasts, least and how many."""
POINTS = ("machine", "actor", "hours", "work", "work")
"""In what a ticket can miss a sign, the last as often as two others, since it fits less often."""
HIDDEN = ("hours", "work")
"""In what it misses one of several signs by the same hand, whose tickets say who and where."""
ANYHOW = ("machine", "actor")
"""In what it misses a sign that it cannot miss in what was drawn."""


class Happened(msgspec.Struct, frozen=True, gc=False):
    """A beat and the events it left."""

    beat: Beat
    events: Sequence[Event]


class Log(msgspec.Struct, frozen=True, gc=False):
    """The log of an incident, and which of its lines belong to what."""

    events: tuple[Event, ...]
    happened: Sequence[Happened]
    loud: list[Event]
    """The lines that are to be explained."""
    quiet: list[Event]
    """The lines that are about nothing."""
    closed: dict[str, set[int]]
    """The times too near to which something is to be explained, by machine: no hours end there."""


class Pair(msgspec.Struct, frozen=True, gc=False):
    """A ticket that covers a sign, and its twin that misses it in one point."""

    right: Record
    wrong: Record
    point: str


def ticket(subject: str, role: str, host: str, actor: str, opens: int, closes: int) -> Record:
    """Return a record of work, which has no id yet."""
    return Record("", "work", subject, role, "", "", host, actor, opens, closes)


class Twins:
    """Draws the tickets of one incident, in pairs."""

    def __init__(self, casting: Casting, draw: Stream, log: Log, shared: AbstractSet[str]) -> None:
        self._casting = casting
        self._draw = draw
        self._log = log
        self._numbers: set[int] = set()
        self._spare = [casting.roster.by_name[event.host] for event in log.quiet]
        """Where nothing happens that is to be explained, as far as the log tells."""
        self.others: set[str] = set()
        """The machines, people and addresses that are named where a ticket misses."""
        self.shared = {*shared}
        """The outside addresses that others share."""

    def pairs(self) -> list[Pair]:
        """Return a pair for each part of what happened."""
        happened = self._log.happened
        hands = [part.beat.cast.user for part in happened]
        words = self._draw.words(2 * len(hands))
        return [
            self._pair(part, words.pop(), words.pop(), is_alone=hands.count(hand) == 1)
            for part, hand in zip(happened, hands, strict=True)
        ]

    def number(self, word: int) -> str:
        """Return the number of a ticket by *word*, another one each time."""
        number = word % TICKETS
        while number in self._numbers:
            number = (number + 1) % TICKETS
        self._numbers.add(number)
        return f"CAL-{LEAST_TICKET + number}"

    def herring(self, place: int, pair: Pair, written: Record) -> Record:
        """Return what was *written* of *pair* at *place*, made to miss in another point."""
        part, word = self._log.happened[place], self._draw.word()
        subject, word = self.number(word), word // TICKETS
        host = self._other_host(part, written.host, word) if pair.point == "actor" else ""
        if host:
            self.others.add(host)
            return replace(written, subject=subject, host=host)
        return replace(written, subject=subject, actor=self._other_actor(part, word))

    def _pair(self, part: Happened, hours: int, word: int, *, is_alone: bool) -> Pair:
        """Return the pair of *part*, whose hand did nothing else if it *is_alone*.

        Of two words one says its *hours*, the other in what the twin misses.
        """
        right = self._cover(part, hours)
        points = POINTS if is_alone else HIDDEN
        word, at = divmod(word, len(points))
        found = _MISSING[points[at]](self, part, right, word)
        if found is not None:
            return found
        for point in ANYHOW if is_alone else HIDDEN + ANYHOW:
            found = _MISSING[point](self, part, right, word)
            if found is not None:
                return found
        raise AssertionError  # there is always another actor

    def _cover(self, part: Happened, word: int) -> Record:
        """Return the work that explains *part*: its actor, machine, action and time, by *word*."""
        about, first, last = _ABOUT[part.beat.rule], part.events[0], part.events[-1]
        word, around = divmod(word, len(_AROUND))
        before, after = _AROUND[around]
        word, role = divmod(word, len(about.covering))
        return Record(
            "",
            "work",
            self.number(word),
            about.covering[role],
            "",
            "",
            first.host,
            first.user if about.is_by_user else first.source_ip,
            first.second // GRID * GRID - before,
            last.second // -GRID * -GRID + after,
        )

    def by_work(self, part: Happened, right: Record, word: int) -> Pair | None:
        """Return *right* and the same for other work, as another rule of the grade would need."""
        others = _ABOUT[part.beat.rule].others
        word, other = divmod(word, len(others))
        roles = others[other]
        if not roles:
            return None
        return Pair(right, replace(right, role=roles[word % len(roles)]), "work")

    def by_machine(self, part: Happened, right: Record, word: int) -> Pair | None:
        """Return *right* and the same for another machine, if there is one."""
        host = self._other_host(part, right.host, word)
        if not host:
            return None
        self.others.add(host)
        return Pair(right, replace(right, host=host), "machine")

    def by_actor(self, part: Happened, right: Record, word: int) -> Pair | None:
        """Return *right* and the same for somebody else."""
        return Pair(right, replace(right, actor=self._other_actor(part, word)), "actor")

    def by_hours(self, part: Happened, right: Record, word: int) -> Pair | None:
        """Return *right* with an edge of its hours between *part* and any other line.

        Its twin has the hours on the other side of that edge, so it would cover the other line.
        """
        if len(part.events) > 1:
            return None
        events, host = self._log.events, right.host
        word, other = divmod(word, len(events))
        own, there = part.events[0].second, events[other].second
        edges = _edges(own, there, self._log.closed.get(host, set()))
        if not edges:
            return None
        word, at = divmod(word, len(edges))
        word, before = divmod(word, _LENGTHS)
        edge, after = edges[at], word % _LENGTHS
        early = replace(right, opens=edge - (_LEAST_LENGTH + before) * GRID, closes=edge)
        late = replace(right, opens=edge, closes=edge + (_LEAST_LENGTH + after) * GRID)
        return Pair(early, late, "hours") if own < there else Pair(late, early, "hours")

    def _other_host(self, part: Happened, name: str, word: int) -> str:
        """Return a machine other than *name* where *part* could be, one of the log's if it can."""
        casting, kinds = self._casting, _ABOUT[part.beat.rule].at
        is_critical = part.beat.standing.is_critical
        spare, taken = self._spare, casting.taken
        for place in range(word, word + len(spare)):
            host, user = spare[place % len(spare)]
            if (
                host.kind in kinds
                and user not in taken
                and host.name != name
                and is_critical in (None, host.is_critical)
            ):
                break
        else:
            host = casting.host(kinds, is_critical=is_critical)
            user = user_of(host)
            if host.name == name:
                return ""
        casting.take(user)
        return host.name

    def _other_actor(self, part: Happened, word: int) -> str:
        """Return somebody else, or another address, as could have done *part*."""
        first = part.events[0]
        if _ABOUT[part.beat.rule].is_by_user:
            found = self._other_person(part, first.user, word)
        elif is_outside(first.source_ip):
            found = self._other_address(first.source_ip, word)
        else:
            host = self._other_host(part, first.host, word)
            found = self._casting.roster.by_name[host].host.ip if host else ""
            found = found or self._casting.address(word)
        self.others.add(found)
        return found

    def _other_address(self, ip: str, word: int) -> str:
        """Return an address that has no part, of the log if it can be; shared if *ip* is."""
        casting = self._casting
        seen = [ip for ip in outside_ips(self._log.quiet) if ip not in casting.taken]
        found = casting.take(seen[word % len(seen)]) if seen else casting.address(word)
        if ip in self.shared:
            self.shared.add(found)
        return found

    def _other_person(self, part: Happened, name: str, word: int) -> str:
        """Return somebody other than *name* as could have done *part*, of the log if it can be."""
        casting, is_privileged = self._casting, part.beat.standing.is_privileged
        people, taken, quiet = casting.roster.people, casting.taken, self._log.quiet
        for place in range(word, word + len(quiet)):
            user = quiet[place % len(quiet)].user
            if not user or user in taken:
                continue
            if is_privileged in (None, people[user].is_privileged):
                return casting.take(user)
        while (found := casting.person(is_privileged=is_privileged).name) == name:
            pass
        return found


_MISSING: dict[str, Callable[[Twins, Happened, Record, int], Pair | None]] = {
    "hours": Twins.by_hours,
    "work": Twins.by_work,
    "machine": Twins.by_machine,
    "actor": Twins.by_actor,
}
"""What makes the pair that differs in one point, if there can be one."""


def _edges(own: int, there: int, closed: AbstractSet[int]) -> list[int]:
    """Return the times on the grid between *own* and *there*, clear of it and not *closed*."""
    low, high = (own, there) if own < there else (there, own)
    return [
        edge
        for edge in range(-(low // -GRID) * GRID, high, GRID)
        if edge not in closed and abs(edge - there) >= MARGIN
    ]


def outside_ips(events: Sequence[Event]) -> list[str]:
    """Return the addresses outside that are in *events*, sorted."""
    ips = {event.source_ip for event in events} | {event.target_ip for event in events}
    return sorted([ip for ip in ips if ip and is_outside(ip)])
