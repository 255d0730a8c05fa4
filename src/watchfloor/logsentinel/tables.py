"""The catalogues as rows of whole numbers, for the kernel and the room.

An incident type says what helps against it, or a mitigation says against what it helps; a rule says
what it shows, or an incident type says what it leaves. Both ends are joined here, and a name that
nothing has stops the program.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, get_args

from watchfloor.codec import digest
from watchfloor.errors import BadExtension
from watchfloor.logsentinel.estate import CALLS, SLOTS
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.incident_type import Channel, IncidentType, Sighting
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.mitigation import Mitigation
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.source import SOURCES, Source

CHANNELS: tuple[Channel, ...] = get_args(Channel)
SLOT_INDEX: Mapping[str, int] = {slot.name: index for index, slot in enumerate(SLOTS)}
ROLE_NAMES = tuple(ROLES)
ROLE_INDEX: Mapping[str, int] = {name: index for index, name in enumerate(ROLE_NAMES)}
SOURCE_INDEX: Mapping[str, int] = {name: index for index, name in enumerate(SOURCES)}
OWNER: Mapping[str, int] = {
    source: ROLE_INDEX[role.name] for role in ROLES.values() for source in role.queries
}
"""The role that can ask each source."""


class TypeRow(NamedTuple):
    """An incident type in numbers."""

    effects: tuple[tuple[int, int], ...]
    """Channels and amounts."""
    growth: int
    damage: int
    is_harmless: bool
    needs_containment: bool
    spreads: bool


class Shown(NamedTuple):
    """One place where an incident type shows."""

    rule: str
    slot: int
    """-1 for the service of the incident."""
    delay: int
    is_pushed: bool
    source: Source


class MitigationRow(NamedTuple):
    """A mitigation in numbers; what it acts on is a bit for each incident type."""

    role: int
    delay: int
    is_risky: bool
    contains: int
    fixes: int
    works_at_edge: bool
    error: int
    error_ticks: int
    lost: int
    lost_ticks: int
    shed: int
    shed_ticks: int
    drain_ticks: int
    calms: int
    wipes_memory: bool
    restores: int
    """A bit for each mitigation whose lasting effect it ends."""
    changes: tuple[tuple[str, str, int, int], ...]
    """Quantity, how, amount, and a bit for each slot that it is bound to."""
    strain: int
    """What it disturbs for how long, in parts of one times ticks."""


def _indices(names: Iterable[str]) -> Mapping[str, int]:
    return {name: index for index, name in enumerate(names)}


TYPE_NAMES = tuple(INCIDENT_TYPES)
TYPE_INDEX = _indices(TYPE_NAMES)
MITIGATION_NAMES = tuple(MITIGATIONS)
MITIGATION_INDEX = _indices(MITIGATION_NAMES)


def _place(names: Mapping[str, int], name: str, teller: str) -> int:
    if name not in names:
        message = f"{teller} names {name!r}, which does not exist; name one of {', '.join(names)}"
        raise BadExtension(message)
    return names[name]


def _bits(names: Mapping[str, int], chosen: Iterable[str], teller: str) -> int:
    found = 0
    for name in chosen:
        found |= 1 << _place(names, name, teller)
    return found


def _type_row(kind: IncidentType) -> TypeRow:
    effects = tuple((CHANNELS.index(channel), amount) for channel, amount in kind.effects)
    return TypeRow(
        effects,
        kind.growth,
        kind.damage,
        kind.family == "harmless",
        kind.needs_containment,
        any(channel == "compromise" for channel, _ in kind.effects),
    )


def _helping(name: str, own: Iterable[str], *, fixes: bool) -> tuple[str, ...]:
    """Return the incident types that mitigation *name* fixes, or holds, whoever says so."""
    told = [
        kind.name
        for kind in INCIDENT_TYPES.values()
        if name in (kind.fixed_by if fixes else kind.contained_by)
    ]
    return (*own, *told)


def _strain(row: Mitigation) -> int:
    lost = max(0, row.capacity_lost) * row.capacity_ticks
    return row.error * row.error_ticks + lost + 3 * row.shed * row.shed_ticks


def _mitigation_row(it: Mitigation) -> MitigationRow:
    changes = tuple(
        (change.quantity, change.how, change.amount, _slots(change.slots, it.name))
        for change in it.changes
    )
    return MitigationRow(
        role=_place(ROLE_INDEX, it.role, it.name),
        delay=it.delay,
        is_risky=it.is_risky,
        contains=_bits(TYPE_INDEX, _helping(it.name, it.contains, fixes=False), it.name),
        fixes=_bits(TYPE_INDEX, _helping(it.name, it.fixes, fixes=True), it.name),
        works_at_edge=it.works_at_edge,
        error=it.error,
        error_ticks=it.error_ticks,
        lost=it.capacity_lost,
        lost_ticks=it.capacity_ticks,
        shed=it.shed,
        shed_ticks=it.shed_ticks,
        drain_ticks=it.drain_ticks,
        calms=it.calms,
        wipes_memory=it.wipes_memory,
        restores=_bits(MITIGATION_INDEX, it.restores, it.name),
        changes=changes,
        strain=_strain(it),
    )


def _slots(names: tuple[str, ...], teller: str) -> int:
    return _bits(SLOT_INDEX, names or tuple(SLOT_INDEX), teller)


def _sightings() -> Iterable[tuple[str, Sighting]]:
    """Return every rule with each thing that it shows, whichever end says so."""
    for rule in EVIDENCE_RULES.values():
        yield from ((rule.name, sighting) for sighting in rule.shows)
    for kind in INCIDENT_TYPES.values():
        for name, sighting in kind.leaves:
            _place(_indices(EVIDENCE_RULES), name, kind.name)
            yield name, sighting._replace(incident_type=kind.name)


def _shown() -> tuple[tuple[Shown, ...], ...]:
    """Return where each incident type shows, the earliest first."""
    found: list[list[Shown]] = [[] for _ in TYPE_NAMES]
    for rule, sighting in _sightings():
        slot = -1 if sighting.at == "own" else _place(SLOT_INDEX, sighting.at, rule)
        shown = Shown(rule, slot, sighting.delay, sighting.is_pushed, EVIDENCE_RULES[rule].source)
        found[_place(TYPE_INDEX, sighting.incident_type, rule)].append(shown)
    return tuple(tuple(sorted(shown, key=lambda it: (it.delay, it.rule))) for shown in found)


def _speaking() -> Mapping[str, tuple[str, ...]]:
    """Return the incident types that each rule speaks for, whichever end says so."""
    found = {rule.name: list(rule.speaks_for) for rule in EVIDENCE_RULES.values()}
    for kind in INCIDENT_TYPES.values():
        for rule, _ in kind.leaves:
            if kind.family != "harmless" and kind.name not in found[rule]:
                found[rule].append(kind.name)
    return {rule: tuple(sorted(kinds)) for rule, kinds in found.items()}


def _all_known() -> None:
    """Refuse an incident type that can happen nowhere or is treated with what does not exist."""
    for kind in INCIDENT_TYPES.values():
        _slots(kind.slots, kind.name)
        _bits(MITIGATION_INDEX, (*kind.contained_by, *kind.fixed_by), kind.name)


_all_known()
TYPES = tuple(_type_row(kind) for kind in INCIDENT_TYPES.values())
MITIGATION_ROWS = tuple(_mitigation_row(it) for it in MITIGATIONS.values())
SHOWN = _shown()
SPEAKS_FOR = _speaking()
TIER_WEIGHTS = (3, 2, 1)
"""What a minute of a service counts, by how much it matters."""

DIGEST = digest((TYPES, MITIGATION_ROWS, SHOWN, SPEAKS_FOR, SLOTS, CALLS, TIER_WEIGHTS))
"""Names the rules of the world: another digest means that numbers cannot be compared."""


def playbook(kind: int) -> int:
    """Return the mitigations that the runbook has for the incident type of index *kind*."""
    bit = 1 << kind
    found = 0
    for index, row in enumerate(MITIGATION_ROWS):
        if bit & (row.contains | row.fixes):
            found |= 1 << index
    return found


PLAYBOOKS = tuple(playbook(kind) for kind in range(len(TYPES)))
