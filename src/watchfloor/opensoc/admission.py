"""An attacker's incident on its way to a defender: briefed, checked, renamed, judged."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from watchfloor.opensoc import fingerprint, generator, paperwork, retelling
from watchfloor.opensoc.actions import CraftedEvent, CraftIncident
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.gate import Submission
from watchfloor.opensoc.gates import GATES
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.hours import GRID
from watchfloor.opensoc.pool import learnability
from watchfloor.opensoc.renaming import Renaming
from watchfloor.opensoc.roster import Casting, Roster, roster
from watchfloor.opensoc.route import is_known
from watchfloor.opensoc.runbook import LEAVE, Book
from watchfloor.opensoc.stage import Stage
from watchfloor.opensoc.state import Brief
from watchfloor.opensoc.truth import Truth
from watchfloor.opensoc.twin import COVERING, LEAST_TICKET, TICKETS, outside_ips
from watchfloor.opensoc.verifier import weighed
from watchfloor.seeds import Seed, Stream
from watchfloor.world import organisation, timeline
from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.detection import Signal, heard, sighted
from watchfloor.world.entities import OUTSIDE_NETWORKS, is_outside, outside_address
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES
from watchfloor.world.timeline import DAY, HOUR

CALENDAR = 6
KNOWN_ADDRESSES = 5

FAULT = "fault"
"""What stands for the rule that turned an incident away when a check broke down."""
FAULTS = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What a check that breaks down raises."""

_OUTSIDE = tuple(f"{network}.{part}" for network in OUTSIDE_NETWORKS for part in range(1, 255))


class Admitted(NamedTuple):
    """An incident that a defender will see."""

    case: Case
    truth: Truth
    learnability: int
    is_novel: bool


class Rejected(NamedTuple):
    """An incident that nobody will see."""

    gate: str
    sentence: str


def briefed(seed: Seed, stage: Stage, wish: Wish) -> Brief:
    """Return what an attacker is given at *seed*."""
    draw = seed.child("brief").stream()
    number = generator.organisation_number(draw, wish)
    answer = wish.answer or generator.drawn_answer(draw, stage, wish)
    casting = Casting(roster(number), draw)
    grown = casting.roster.organisation
    day = timeline.workday(draw.below(timeline.WORKDAYS))
    begins = day * DAY + draw.between(grown.opens, grown.closes) * HOUR
    tickets = draw.sample(range(LEAST_TICKET, LEAST_TICKET + TICKETS), CALENDAR + 1)
    calendar = [
        _work(casting, draw, begins, ticket, is_open=place == 0)
        for place, ticket in enumerate(tickets[1:])
    ]
    if draw.chance(1, 3):
        calendar.append(_leave(casting, begins, tickets[0]))
    ips = draw.sample(_OUTSIDE, KNOWN_ADDRESSES)
    addresses = [replace(_unknown(ip), standing=_standing(place)) for place, ip in enumerate(ips)]
    by_ticket = tuple(sorted(calendar, key=lambda record: record.subject))
    path = seed.child("admission").path
    dialect = wish.dialect or ""
    return Brief(number, begins, answer, by_ticket, tuple(addresses), path, dialect)


def _standing(place: int) -> str:
    """Return the standing of one of the known addresses: the first is shared."""
    return "single" if place else "shared"


def _work(casting: Casting, draw: Stream, begins: int, ticket: int, *, is_open: bool) -> Record:
    """Return something authorised: now if it *is_open*, else perhaps some hours ago."""
    rule = RULES[draw.pick(tuple(RULES))]
    role = draw.pick(COVERING[rule.name])
    host = casting.host(ACTIVITIES[rule.name].at)
    actor = casting.anybody().name
    if rule.actor == "source_ip":
        actor = host.ip if rule.name == "port_sweep" else outside_address(draw)
    opens = begins - draw.between(2, 24) * GRID
    closes = begins + HOUR + draw.between(2, 24) * GRID
    if not is_open and draw.chance(1, 3):
        opens, closes = opens - 4 * HOUR, begins - draw.between(1, 12) * GRID
    return Record("", "work", f"CAL-{ticket}", role, "", "", host.name, actor, opens, closes)


def _leave(casting: Casting, begins: int, ticket: int) -> Record:
    day, actor = begins // DAY * DAY, casting.anybody().name
    return Record("", "work", f"CAL-{ticket}", LEAVE, "", "", "", actor, day - DAY, day + 2 * DAY)


def admit(action: CraftIncident, brief: Brief) -> Admitted | Rejected:
    """Return the incident of *action* as a defender will see it, or why nobody will.

    An incident on which a check of ours breaks down is turned away like any other, so that no
    fault of the verifier can be mined for reward.
    """
    try:
        return _passed(action, brief)
    except FAULTS as fault:
        kind = type(fault).__name__
        return Rejected(FAULT, f"the incident could not be checked ({kind}), so nobody sees it")


def _passed(action: CraftIncident, brief: Brief) -> Admitted | Rejected:
    grown = organisation.numbered(brief.organisation)
    found = Submission(action, grown, brief.second, brief.asked)
    if (rejected := _objected(found, "words")) is not None:
        return rejected
    found = replace(found, events=tuple([_event(event) for event in action.events]))
    if (rejected := _objected(found, "story")) is not None:
        return rejected
    draw = Seed(brief.draws).stream()
    found = _retold(found, brief, draw)
    rejected = _objected(found, "proof") or _objected(found, "craft")
    if rejected is not None or found.truth is None:
        return rejected or Rejected(FAULT, "the incident has no truth, so nobody sees it")
    return _admitted(found, found.truth, brief.dialect or generator.known_dialect(draw))


def _objected(found: Submission, part: str) -> Rejected | None:
    for gate in GATES.values():
        if gate.round == part and (sentence := gate.objection(found)):
            return Rejected(gate.name, sentence)
    return None


def _event(crafted: CraftedEvent) -> Event:
    second = timeline.second_of(crafted.timestamp)
    return Event(crafted.log_id, second, crafted.event_type, **crafted.fields)  # type: ignore[arg-type]  # the gate has seen the columns


def records_about(
    signs: Iterable[Signal],
    people: Roster,
    addresses: Sequence[Record],
    calendar: Sequence[Record],
) -> tuple[Record, ...]:
    """Return the records that a console shows beside the lines of *signs*."""
    known = {record.subject: record for record in addresses}
    shown = [event for signal in signs for event in signal.events]
    found = [
        *paperwork.known(people, [name for it in shown for name in (it.host, it.user)]),
        *(known.get(ip) or _unknown(ip) for ip in outside_ips(shown)),
        *calendar,
    ]
    return paperwork.numbered(found)


def _unknown(ip: str) -> Record:
    return paperwork.address(ip, is_shared=False)


def _outside(story: Sequence[Event], brief: Brief) -> tuple[str, ...]:
    """Return the addresses outside that are known, then those of *story* as they come up."""
    ips = [
        *(record.subject for record in brief.addresses),
        *(record.actor for record in brief.calendar),
        *(ip for event in story for ip in (event.source_ip, event.target_ip)),
    ]
    return tuple(dict.fromkeys(ip for ip in ips if is_outside(ip)))


def _retold(found: Submission, brief: Brief, draw: Stream) -> Submission:
    """Return *found* as a defender would see it, with its truth."""
    people = roster(brief.organisation)
    shown = records_about(found.signals, people, brief.addresses, brief.calendar)
    mark = fingerprint.of(found.events, shown, found.signals)
    story = retelling.essential(found.events, brief.calendar, found.signals)
    renaming = Renaming(found.organisation, _outside(story, brief), draw)
    told = retelling.told(story, renaming, draw)
    calendar = [renaming.record(record) for record in brief.calendar]
    addresses = [renaming.record(record) for record in brief.addresses]
    events = retelling.among_others(told, calendar, brief.second, Casting(people, draw), draw)
    seen = sighted(events)
    signs = tuple(heard(seen))
    records = records_about(signs, people, addresses, calendar)
    alert = draw.pick(signs).rule if signs else ""
    truth = weighed(seen, events, Book(records), alert)
    again = replace(found, events=events, records=records, alert=alert, truth=truth, mark=mark)
    return again.seen(seen)


def _admitted(found: Submission, truth: Truth, dialect: str) -> Admitted:
    case, left = found.case(dialect), heard(found.sighted, found.book.covering)
    open_signals = sorted(left, key=lambda signal: (signal.first, signal.rule))
    told = tuple(dict.fromkeys(signal.rule for signal in open_signals))
    return Admitted(case, truth, learnability(case, truth.answer), not is_known(told))
