"""What the attacker is given: who and what there is, what is authorised, what is accepted."""

from collections.abc import Sequence
from typing import Literal, get_args

from watchfloor.opensoc.gates import GATES
from watchfloor.opensoc.state import Brief
from watchfloor.play.observation import Item, Observation, Panel, Scalar
from watchfloor.world import organisation, timeline
from watchfloor.world.entities import Host, Kind, Person
from watchfloor.world.events import EVENT_TYPES
from watchfloor.world.organisation import Organisation
from watchfloor.world.record import Record, RecordKind


def panels(brief: Brief) -> tuple[Panel, ...]:
    """Return the panels of *brief*."""
    grown = organisation.numbered(brief.organisation)
    return (
        Panel("brief", "what is asked", _asked(brief, grown)),
        Panel("organisation", "who and what there is", _members(grown)),
        Panel("addresses", "addresses outside that are known", _listed("ip", brief.addresses)),
        Panel("calendar", "what is authorised", _listed("cal", brief.calendar)),
        SCHEMA,
        PLAUSIBILITY,
    )


def _asked(brief: Brief, grown: Organisation) -> tuple[Item, ...]:
    fields: dict[str, Scalar] = {"asked": brief.asked, "begins": timeline.stamp(brief.second)}
    return (
        Item("ask-1", f"craft an incident whose right answer is {brief.asked}", fields),
        Item("ask-2", f"the log window begins at {fields['begins']}"),
        Item("ask-3", f"{grown.name} ({grown.sector}) works from {grown.opens} to {grown.closes}"),
    )


def _members(grown: Organisation) -> tuple[Item, ...]:
    hosts = [
        Item(
            f"host-{place:02d}",
            f"{host.name} {host.ip} {host.kind} {_standing(host)}",
            {"name": host.name, "ip": host.ip, "kind": host.kind, "critical": host.is_critical},
        )
        for place, host in enumerate(grown.hosts, start=1)
    ]
    people = [
        Item(
            f"user-{place:02d}",
            f"{person.name} {person.department} {_rank(person)}",
            {"name": person.name, "privileged": person.is_privileged},
        )
        for place, person in enumerate(grown.people, start=1)
    ]
    return (*hosts, *people)


def _standing(host: Host) -> str:
    return "critical" if host.is_critical else "ordinary"


def _rank(person: Person) -> str:
    return "privileged" if person.is_privileged else "ordinary"


def _listed(prefix: str, records: Sequence[Record]) -> tuple[Item, ...]:
    return tuple(
        Item(
            f"{prefix}-{place:02d}",
            _told(record),
            {
                "subject": record.subject,
                "role": record.role,
                "standing": record.standing,
                "host": record.host,
                "actor": record.actor,
                "opens": record.opens,
                "closes": record.closes,
            },
        )
        for place, record in enumerate(records, start=1)
    )


def _told(record: Record) -> str:
    if record.kind == "address":
        return f"{record.subject} {record.role} {record.standing}"
    hours = f"{timeline.stamp(record.opens)} to {timeline.stamp(record.closes)}"
    place = record.host or "no machine"
    return f"{record.subject} {record.role} on {place} by {record.actor}, {hours}"


def _schema() -> Panel:
    items = tuple(
        Item(f"type-{place:02d}", f"{kind.name}: {', '.join(kind.fills)}{_also(kind.may_fill)}")
        for place, kind in enumerate(EVENT_TYPES.values(), start=1)
    )
    return Panel("schema", "event types and their fields", items)


def _also(columns: tuple[str, ...]) -> str:
    return f"; may also have {', '.join(columns)}" if columns else ""


SCHEMA = _schema()
PLAUSIBILITY = Panel(
    "plausibility",
    "what is accepted",
    tuple(Item(f"law-{n:02d}", gate.law) for n, gate in enumerate(GATES.values(), start=1)),
)


_KINDS: dict[object, Kind] = {kind: kind for kind in get_args(Kind)}


def organisation_of(seen: Observation) -> Organisation:
    """Return the organisation that an attacker reads in *seen*."""
    hosts: list[Host] = []
    people: list[Person] = []
    for item in seen.panel("organisation").items:
        fields = item.fields
        name, kind = str(fields["name"]), _KINDS.get(fields.get("kind"))
        if kind is not None:
            hosts.append(Host(name, str(fields["ip"]), kind, "", bool(fields["critical"])))
        if "privileged" in fields:
            people.append(Person(name, "", bool(fields["privileged"])))
    return Organisation("", "", "", tuple(people), tuple(hosts), 0, 0)


def records_of(seen: Observation, source: Literal["calendar", "addresses"]) -> tuple[Record, ...]:
    """Return the records of *source* that an attacker reads in *seen*."""
    kind: RecordKind = "work" if source == "calendar" else "address"
    return tuple(
        Record(
            item.id,
            kind,
            str(item.fields["subject"]),
            str(item.fields["role"]),
            standing=str(item.fields["standing"]),
            host=str(item.fields["host"]),
            actor=str(item.fields["actor"]),
            opens=int(item.fields["opens"]),
            closes=int(item.fields["closes"]),
        )
        for item in seen.panel(source).items
    )
