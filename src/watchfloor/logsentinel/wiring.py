"""A world as the kernel reads it: sequences of whole numbers, computed once for each world."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from watchfloor.logsentinel.cells import SEATS, SERVICES
from watchfloor.logsentinel.estate import CALLS
from watchfloor.logsentinel.evidence import Evidence
from watchfloor.logsentinel.fixed_point import BITS, parts
from watchfloor.logsentinel.outbreak import Incident
from watchfloor.logsentinel.source import SOURCES
from watchfloor.logsentinel.tables import (
    OWNER,
    SLOT_INDEX,
    SOURCE_INDEX,
    TIER_WEIGHTS,
    TYPES,
)

FULL = parts("0.9")
"""How much of its capacity a service can use before it suffers."""
METRICS = ("app_metrics", "db_metrics")
"""The sources that fall silent, or lie, with the meters of a service."""


class Inflow(NamedTuple):
    """Where the traffic of a service comes from: three callers at most, with their shares."""

    service: int
    limit: int
    """The most traffic that it can take without suffering, at full capacity."""
    first: int
    first_share: int
    second: int
    second_share: int
    third: int
    third_share: int


class Service(NamedTuple):
    """What a service takes, what it passes on, and how much it matters."""

    utilisation: int
    weight: int
    blames: tuple[tuple[int, int], ...]
    """The services whose errors it passes on, and how much of them."""
    callers: int
    """A bit for each service that passes its errors on."""


class Course(NamedTuple):
    """How one incident goes."""

    number: int
    kind: int
    service: int
    starts: int
    parent: int
    trigger: int
    most: int
    growth: int
    damage: int
    is_harmless: bool
    needs_containment: bool
    spreads: bool
    effects: tuple[tuple[int, int], ...]
    """The places of the channels on its service, and amounts."""
    due: tuple[int, ...]
    """The evidence that is due at each age, one bit for each piece."""


class Wiring(NamedTuple):
    """Everything of a world that the kernel reads."""

    key: int
    phase: int
    """Where in the rhythm of the day it begins."""
    inflows: tuple[Inflow, ...]
    services: tuple[Service, ...]
    neighbours: tuple[tuple[int, ...], ...]
    courses: tuple[Course, ...]
    ambient: tuple[int, ...]
    """The noise that is due at each tick."""
    hushed: tuple[int, ...]
    """The evidence that can be had no more from each tick on, since its sensor fails."""
    pushed: int
    owned: tuple[int, ...]
    """The evidence that each role can ask for."""
    by_source: tuple[int, ...]
    by_service: tuple[int, ...]


class Estate(NamedTuple):
    """The sampled numbers of the services; those of one that is absent are never read."""

    present: tuple[int, ...]
    tiers: tuple[int, ...]
    utilisations: tuple[int, ...]
    shares: tuple[int, ...]
    """Of each call, 0 where one end is absent."""
    criticalities: tuple[int, ...]


def _mask(bits: Iterable[int]) -> int:
    found = 0
    for bit in bits:
        found |= 1 << bit
    return found


def _limit(utilisation: int) -> int:
    """Return the most traffic with which *utilisation* stays below what is full."""
    return (((FULL + 1) << BITS) - 1) // utilisation


def _inflows(estate: Estate) -> Iterable[Inflow]:
    from_whom: list[list[tuple[int, int]]] = [[] for _ in range(SERVICES)]
    for call, share in zip(CALLS, estate.shares, strict=True):
        if share:
            from_whom[SLOT_INDEX[call.callee]].append((SLOT_INDEX[call.caller], share))
    for service, callers in enumerate(from_whom):
        if callers:
            (first, a), (second, b), (third, c) = (*callers, (0, 0), (0, 0))[:3]
            limit = _limit(estate.utilisations[service])
            yield Inflow(service, limit, first, a, second, b, third, c)


def _services(estate: Estate) -> Iterable[Service]:
    blames: list[list[tuple[int, int]]] = [[] for _ in range(SERVICES)]
    callers = [0] * SERVICES
    for call, criticality in zip(CALLS, estate.criticalities, strict=True):
        caller, callee = SLOT_INDEX[call.caller], SLOT_INDEX[call.callee]
        if criticality:
            blames[caller].append((callee, criticality))
            callers[callee] |= 1 << caller
    for index in range(SERVICES):
        weight = TIER_WEIGHTS[estate.tiers[index]] if index in estate.present else 0
        yield Service(estate.utilisations[index], weight, tuple(blames[index]), callers[index])


def _neighbours(estate: Estate) -> Iterable[tuple[int, ...]]:
    for index in range(SERVICES):
        near: dict[int, None] = {}
        for call in CALLS:
            ends = (SLOT_INDEX[call.caller], SLOT_INDEX[call.callee])
            if index in ends:
                near[ends[0] + ends[1] - index] = None
        yield tuple(other for other in near if other in estate.present)


def _schedule(when: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Return, for each tick up to the last one of *when*, the bits that stand there."""
    found = [0] * (1 + max((tick for tick, _ in when), default=-1))
    for tick, bit in when:
        found[tick] |= 1 << bit
    return tuple(found)


def _courses(incidents: Sequence[Incident], evidence: Sequence[Evidence]) -> Iterable[Course]:
    for number, it in enumerate(incidents):
        row = TYPES[it.kind]
        due = [(ev.delay, bit) for bit, ev in enumerate(evidence) if ev.incident == number]
        effects = tuple((channel * SERVICES + it.service, much) for channel, much in row.effects)
        yield Course(
            *(number, it.kind, it.service, it.starts, it.parent, it.trigger, it.most),
            *(row.growth, row.damage, row.is_harmless, row.needs_containment, row.spreads),
            effects,
            _schedule(due),
        )


def _hushed(
    faults: Sequence[tuple[int, int]], evidence: Sequence[Evidence], horizon: int
) -> tuple[int, ...]:
    if not faults:
        return ()
    hushed = [0] * (horizon + 1)
    for service, tick in faults:
        lost = _mask(
            bit for bit, it in enumerate(evidence) if it.service == service and it.source in METRICS
        )
        hushed[tick:] = [mask | lost for mask in hushed[tick:]]
    return tuple(hushed)


def wired(
    words: tuple[int, int],
    estate: Estate,
    incidents: Sequence[Incident],
    evidence: Sequence[Evidence],
    faults: tuple[Sequence[tuple[int, int]], int],
) -> Wiring:
    """Return the wiring of a world.

    *words* are the key of its noise and its place in the rhythm of the day; *faults* the sensors
    that fail from some tick on, and the horizon.
    """
    key, phase = words
    ambient = [(it.delay, bit) for bit, it in enumerate(evidence) if it.incident < 0]
    return Wiring(
        key=key,
        phase=phase,
        inflows=tuple(_inflows(estate)),
        services=tuple(_services(estate)),
        neighbours=tuple(_neighbours(estate)),
        courses=tuple(_courses(incidents, evidence)),
        ambient=_schedule(ambient),
        hushed=_hushed(faults[0], evidence, faults[1]),
        pushed=_mask(bit for bit, it in enumerate(evidence) if it.is_pushed),
        owned=tuple(
            _mask(bit for bit, it in enumerate(evidence) if OWNER[it.source] == role)
            for role in range(SEATS)
        ),
        by_source=tuple(
            _mask(bit for bit, it in enumerate(evidence) if SOURCE_INDEX[it.source] == source)
            for source in range(len(SOURCES))
        ),
        by_service=tuple(
            _mask(bit for bit, it in enumerate(evidence) if it.service == service)
            for service in range(SERVICES)
        ),
    )
