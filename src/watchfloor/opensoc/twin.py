"""Tickets in pairs: for each suspicious fact one that covers it, and one that nearly does.

Which of the two is written is all that the answer decides. What they differ in is drawn in the same
way for both, so either could have been the one that covers, and only the log tells which it is.
"""

from collections.abc import Sequence
from typing import NamedTuple

from watchfloor.opensoc import hours
from watchfloor.opensoc.plot import PRIVILEGED, Beat, critical
from watchfloor.opensoc.roster import Casting, user_of
from watchfloor.opensoc.runbook import EXPLAINS
from watchfloor.seeds import Stream
from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.entities import is_outside, outside_address
from watchfloor.world.event import Event
from watchfloor.world.rule import Rule
from watchfloor.world.rules import RULES
from watchfloor.world.timeline import MINUTE

COVERING: dict[str, tuple[str, ...]] = {rule: tuple(sorted(EXPLAINS[rule])) for rule in RULES}
_GRADED: dict[str, tuple[str, ...]] = {
    rule.grade: tuple(name for name, other in RULES.items() if other.grade == rule.grade)
    for rule in RULES.values()
}


def _is_like(rule: Rule, other: Rule) -> bool:
    """Return whether work for *other* could be booked where and for whom *rule* fires."""
    return (
        ACTIVITIES[rule.name].at == ACTIVITIES[other.name].at
        and rule.actor == other.actor
        and EXPLAINS[rule.name].isdisjoint(EXPLAINS[other.name])
    )


_LIKE: dict[str, frozenset[str]] = {
    name: frozenset(it for it in _GRADED[rule.grade] if _is_like(rule, RULES[it]))
    for name, rule in RULES.items()
}
LEAST_TICKET, TICKETS = 1000, 9000
_LEAST_MARGIN, _MARGINS = 10, 171
"""The minutes for which work is authorised before and after what it covers, least and how many."""
_LEAST_LENGTH, _LENGTHS = 75, 166
"""The minutes of work that begins or ends while the log lasts, least and how many."""
GRID = 5 * MINUTE
"""Hours on a calendar begin and end at full five minutes, whatever happens in them."""
POINTS = ("machine", "actor", "hours", "work", "work")
"""In what a ticket can miss a sign, the last as often as two others, since it fits less often."""
HIDDEN = ("hours", "work")
"""In what it misses one of several signs by the same hand, whose tickets say who and where."""


class Happened(NamedTuple):
    """A beat and the events it left."""

    beat: Beat
    events: Sequence[Event]


class Ticket(NamedTuple):
    """What a record of work says, before it has its id."""

    subject: str
    role: str
    host: str
    actor: str
    opens: int
    closes: int


class Pair(NamedTuple):
    """A ticket that covers a sign, and its twin that misses it in one point."""

    right: Ticket
    wrong: Ticket
    point: str


class Twins:
    """Draws the tickets of one incident, in pairs."""

    def __init__(
        self,
        casting: Casting,
        draw: Stream,
        happened: Sequence[Happened],
        events: Sequence[Event],
        shared: frozenset[str],
    ) -> None:
        self._casting = casting
        self._draw = draw
        self._happened = happened
        self._loud = [event for part in happened for event in part.events]
        ids = {event.id for event in self._loud}
        self._quiet = [event for event in events if event.id not in ids]
        self._seconds = [event.second for event in events]
        self.shared = {*shared}
        """The outside addresses that others share."""

    def pairs(self) -> list[Pair]:
        """Return a pair for each part of what happened."""
        hands = [part.beat.cast.user for part in self._happened]
        return [
            self._pair(part, is_alone=hands.count(hand) == 1)
            for part, hand in zip(self._happened, hands, strict=True)
        ]

    def number(self) -> str:
        """Return the number of a ticket."""
        return f"CAL-{LEAST_TICKET + self._draw.below(TICKETS)}"

    def herring(self, place: int, pair: Pair, ticket: Ticket) -> Ticket:
        """Return *ticket*, written of *pair* at *place*, made to miss in another point."""
        part = self._happened[place]
        host = self._other_host(part, ticket.host) if pair.point == "actor" else ""
        if host:
            return ticket._replace(subject=self.number(), host=host)
        return ticket._replace(subject=self.number(), actor=self._other_actor(part))

    def _pair(self, part: Happened, *, is_alone: bool) -> Pair:
        """Return the pair of *part*, whose hand did nothing else if it *is_alone*."""
        right = self._cover(part)
        points = POINTS if is_alone else HIDDEN
        for point in (self._draw.pick(points), *(() if is_alone else HIDDEN), "machine"):
            found = self._missing(point, part, right)
            if found is not None:
                return found
        return Pair(right, right._replace(actor=self._other_actor(part)), "actor")

    def _missing(self, point: str, part: Happened, right: Ticket) -> Pair | None:
        """Return *right* and its twin that misses *part* in *point*, if there is one."""
        if point == "hours":
            return self._by_hours(part, right)
        if point == "work":
            other = self._draw.pick(_GRADED[RULES[part.beat.rule].grade])
            if other not in _LIKE[part.beat.rule]:
                return None
            return Pair(right, right._replace(role=self._draw.pick(COVERING[other])), point)
        if point == "machine":
            host = self._other_host(part, right.host)
            return Pair(right, right._replace(host=host), point) if host else None
        return Pair(right, right._replace(actor=self._other_actor(part)), point)

    def _cover(self, part: Happened) -> Ticket:
        """Return the work that explains *part*: its actor, machine, action and time."""
        rule, first, roles = part.beat.rule, part.events[0], COVERING[part.beat.rule]
        # One draw stands for the number of the ticket and for both margins.
        left, before = divmod(self._draw.below(TICKETS * _MARGINS * _MARGINS), _MARGINS)
        number, after = divmod(left, _MARGINS)
        return Ticket(
            f"CAL-{LEAST_TICKET + number}",
            roles[0] if len(roles) == 1 else self._draw.pick(roles),
            first.host,
            first.user if RULES[rule].actor == "user" else first.source_ip,
            _before(first.second - (_LEAST_MARGIN + before) * MINUTE),
            _after(part.events[-1].second + (_LEAST_MARGIN + after) * MINUTE),
        )

    def _by_hours(self, part: Happened, right: Ticket) -> Pair | None:
        """Return *right* with an edge of its hours between *part* and any other line.

        Its twin has the hours on the other side of that edge, so it would cover the other line.
        """
        if len(part.events) > 1:
            return None
        own, other = part.events[0].second, self._draw.pick(self._seconds)
        busy = [event.second for event in self._loud if event.host == right.host]
        edges = [
            edge
            for edge in range(_after(min(own, other)), max(own, other), GRID)
            if all(abs(edge - second) >= hours.MARGIN for second in (*busy, other))
        ]
        if not edges:
            return None
        edge = self._draw.pick(edges)
        before, after = self._draw.smalls(_LENGTHS, 2)
        early = right._replace(opens=_before(edge - (_LEAST_LENGTH + before) * MINUTE), closes=edge)
        late = right._replace(opens=edge, closes=_after(edge + (_LEAST_LENGTH + after) * MINUTE))
        return Pair(early, late, "hours") if own < other else Pair(late, early, "hours")

    def _other_host(self, part: Happened, name: str) -> str:
        """Return a machine other than *name* where *part* could be, one of the log's if it can."""
        casting, kinds = self._casting, ACTIVITIES[part.beat.rule].at
        is_critical, machines = critical(part.beat.part, part.beat.rule), casting.roster.hosts
        seen = [
            host
            for event in self._quiet
            if (host := machines[event.host]).kind in kinds
            and event.host != name
            and is_critical in (None, host.is_critical)
            and not casting.is_cast(user_of(host))
        ]
        found = self._draw.pick(seen) if seen else casting.host(kinds, is_critical=is_critical)
        if found.name == name:
            return ""
        casting.take(user_of(found))
        return found.name

    def _other_actor(self, part: Happened) -> str:
        """Return somebody else, or another address, as could have done *part*."""
        event = part.events[0]
        if RULES[part.beat.rule].actor == "user":
            return self._other_person(event.user, PRIVILEGED.get(part.beat.part))
        if not is_outside(event.source_ip):
            host = self._other_host(part, event.host)
            return self._casting.roster.hosts[host].ip if host else outside_address(self._draw)
        casting = self._casting
        seen = [ip for ip in outside_ips(self._quiet) if not casting.is_cast(ip)]
        found = casting.take(self._draw.pick(seen)) if seen else casting.address()
        if event.source_ip in self.shared:
            self.shared.add(found)
        return found

    def _other_person(self, name: str, standing: bool | None) -> str:  # noqa: FBT001  # one of three
        """Return somebody other than *name* with that *standing*, of the log if it can be."""
        casting = self._casting
        people = casting.roster.people
        seen = [
            event.user
            for event in self._quiet
            if event.user
            and not casting.is_cast(event.user)
            and standing in (None, people[event.user].is_privileged)
        ]
        if seen:
            return casting.take(self._draw.pick(seen))
        while (found := casting.person(is_privileged=standing).name) == name:
            pass
        return found


def outside_ips(events: Sequence[Event]) -> list[str]:
    """Return the addresses outside that are in *events*, sorted."""
    ips = {event.source_ip for event in events} | {event.target_ip for event in events}
    return sorted([ip for ip in ips if ip and is_outside(ip)])


def _before(second: int) -> int:
    return second // GRID * GRID


def _after(second: int) -> int:
    return -(second // -GRID) * GRID
