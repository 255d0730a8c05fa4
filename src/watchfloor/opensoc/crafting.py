"""Scripted attackers: an incident of the class asked for, from what the brief shows."""

from collections.abc import Iterator, Sequence

from msgspec.structs import force_setattr, replace

from watchfloor.opensoc import admission, brief, pool
from watchfloor.opensoc.actions import CraftedEvent, CraftIncident
from watchfloor.opensoc.gate import Submission
from watchfloor.opensoc.gates import GATES
from watchfloor.opensoc.pace import LEAST_APART, evened, steady_places
from watchfloor.opensoc.roster import Casting, Roster, sorted_by_standing
from watchfloor.opensoc.route import Route, routes
from watchfloor.opensoc.runbook import LEAVE, REACHING, Answer, Book
from watchfloor.opensoc.telling import LOG_IDS
from watchfloor.opensoc.verifier import weighed
from watchfloor.play.observation import Observation
from watchfloor.seeds import Stream
from watchfloor.world import timeline
from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.activity import Cast
from watchfloor.world.background import signed_in
from watchfloor.world.detection import sighted
from watchfloor.world.entities import Host, outside_address
from watchfloor.world.event import COLUMNS, Event
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES
from watchfloor.world.works import WORKS

LINES = 9
TRIES = 40
HANGS_TOGETHER = GATES["hangs_together"]


class Desk:
    """What a scripted attacker has read of its brief."""

    def __init__(self, seen: Observation, draw: Stream) -> None:
        asked = seen.panel("brief").items[0].fields
        self.asked: Answer = asked["asked"]  # type: ignore[assignment]  # written from an answer
        self.begins = timeline.second_of(str(asked["begins"]))
        self.blank = written((), self.asked)
        """The move of who finds no incident."""
        self.draw = draw
        self.roster: Roster = sorted_by_standing(brief.organisation_of(seen))
        self.calendar = brief.records_of(seen, "calendar")
        self.addresses = brief.records_of(seen, "addresses")
        self.works = Book(self.calendar)
        self.open = [it for it in self.calendar if it.closes > self.begins + timeline.HOUR]

    def incidents(
        self, *, is_cunning: bool = False, along: Route | None = None
    ) -> Iterator[Submission]:
        """Return incidents whose right answer is the one asked for.

        A cunning attacker acts as somebody who has work to do on the machine, just not this. One
        who always goes *along* one route draws none.
        """
        for place in range(TRIES):
            casting = Casting(self.roster, self.draw)
            loud = self._loud(casting, self._alibi() if is_cunning and place % 4 else None, along)
            if not loud:
                continue
            found = self._kept(self._told(casting, loud))
            if found is not None:
                yield found

    def _kept(self, events: tuple[Event, ...]) -> Submission | None:
        """Return *events* as they are submitted, if whoever knows the laws has no objection.

        What hardly ever holds is asked first, before there are words, records and a proof; of the
        records, those on the calendar alone can cover something.
        """
        found, asked = sighted(events), self.asked
        told = Submission(
            self.blank, self.roster.organisation, self.begins, asked, events, self.calendar
        ).seen(found, self.works)
        if HANGS_TOGETHER.objection(told) or not told.signals:
            return None
        records = admission.records_about(told.signals, self.roster, self.addresses, self.calendar)
        alert = told.signals[0].rule
        book = Book(records)
        truth = weighed(found, events, book, alert)
        if truth.answer != asked:
            return None
        move = written(events, asked)
        whole = replace(told, action=move, records=records, alert=alert, truth=truth)
        whole.seen(found, book)
        return None if any(gate.objection(whole) for gate in GATES.values()) else whole

    def first(self, *, is_cunning: bool = False, along: Route | None = None) -> CraftIncident:
        """Return the first of those incidents, or an empty one if there is none."""
        found = next(self.incidents(is_cunning=is_cunning, along=along), None)
        return self.blank if found is None else found.action

    def _alibi(self) -> Record | None:
        """Return work of somebody who may be at it while the incident lasts."""
        open_now = [record for record in self.open if record.actor in self.roster.people]
        return self.draw.pick(open_now) if open_now else None

    def _loud(
        self, casting: Casting, alibi: Record | None, along: Route | None
    ) -> list[list[Event]]:
        """Return the strands that matter: a campaign, or something that the calendar covers."""
        strands = [strand for strand in (self._covered(casting),) if strand]
        rows = routes(self.asked, 1, 2)
        if rows:
            route = along or self.draw.pick(self.draw.pick(rows))
            strands.append(campaign(casting, self.draw, route, alibi))
        return strands

    def _covered(self, casting: Casting) -> list[Event]:
        """Return the events of something that a record on the calendar explains."""
        open_now = [record for record in self.open if record.role != LEAVE]
        if not open_now:
            return []
        record = self.draw.pick(open_now)
        host = self.roster.organisation.host(record.host)
        fitting = [
            rule
            for rule in WORKS[record.role].covers
            if host is not None
            and host.kind in ACTIVITIES[rule].at
            and (RULES[rule].actor == "user") != record.actor[:1].isdigit()
        ]
        if not fitting or host is None:
            return []
        grown, other = self.roster.organisation, casting.anybody().name
        actor, address = record.actor, outside_address(self.draw)
        if actor[:1].isdigit():
            actor, address = casting.anybody().name, record.actor
        cast = Cast(grown, host, actor, other, address)
        return ACTIVITIES[self.draw.pick(fitting)].leaves(cast, self.draw)

    def _told(self, casting: Casting, strands: Sequence[list[Event]]) -> tuple[Event, ...]:
        quiet: list[Event] = [signed_in(casting.present())]
        while len(quiet) + sum(map(len, strands)) < LINES:
            quiet.append(casting.ordinary())
        return interleaved(self.draw, [*strands, quiet], self.begins)


def campaign(
    casting: Casting, draw: Stream, route: Route, alibi: Record | None = None
) -> list[Event]:
    """Return the events of *route*, cast so that it comes to its row, under an *alibi* if any."""
    user = alibi.actor if alibi else ""
    user = user or casting.person(is_privileged=route.row == "privileged_identity").name
    address = outside_address(draw)
    machines: dict[int, Host] = {}
    post = casting.roster.by_name.get(alibi.host) if alibi else None
    known = post.host if post else None
    events: list[Event] = []
    for move in route.moves:
        host = _host(casting, route, move.activity, machines.get(move.host, known))
        if move.activity in REACHING:
            machines[move.host] = host
            known = None
        cast = Cast(casting.roster.organisation, host, user, casting.anybody().name, address)
        events += ACTIVITIES[move.activity].leaves(cast, draw)
        if route.row == "several_addresses" and RULES[move.activity].grade == "entry":
            address = outside_address(draw)
    return events


def _host(casting: Casting, route: Route, activity: str, known: Host | None) -> Host:
    kinds = ACTIVITIES[activity].at
    if known is not None and known.kind in kinds:
        return known
    if activity not in REACHING:
        return casting.host(kinds)
    return casting.host(kinds, is_critical=route.row == "critical_asset")


def interleaved(draw: Stream, strands: Sequence[Sequence[Event]], second: int) -> tuple[Event, ...]:
    """Return all events at random places, each strand in order."""
    waiting = [iter(events) for events in strands]
    tags = draw.shuffled([tag for tag, events in enumerate(strands) for _ in events])
    placed = [replace(next(waiting[tag]), id=name) for tag, name in zip(tags, LOG_IDS)]  # noqa: B905  # there are ids enough
    seconds = [second := second + draw.between(LEAST_APART, 100) for _ in placed]
    for places in steady_places(placed):
        seconds = evened(seconds, places, draw)
    for event, at in zip(placed, seconds, strict=True):
        force_setattr(event, "second", at)
    return tuple(placed)


def written(events: Sequence[Event], asked: Answer) -> CraftIncident:
    """Return the move that submits *events*."""
    return CraftIncident(asked, "scripted", tuple(map(_crafted, events)))


def _crafted(event: Event) -> CraftedEvent:
    fields = {column: value for column in COLUMNS if (value := getattr(event, column))}
    return CraftedEvent(event.type, timeline.stamp(event.second), event.id, fields)


def scripted(seen: Observation, draw: Stream) -> CraftIncident:
    """Return the first incident that comes to what was asked for."""
    return Desk(seen, draw).first()


def guided(seen: Observation, draw: Stream, most: int = 8) -> CraftIncident:
    """Return, of several incidents, the one that reference readers disagree about most."""
    desk = Desk(seen, draw)
    best = (-1, desk.blank)
    for _, found in zip(range(most), desk.incidents(is_cunning=True), strict=False):
        hardness = pool.learnability(found.case(), found.asked)
        best = max(best, (hardness, found.action), key=lambda made: made[0])
    return best[1]
