"""A world as the kernel reads it: sequences of whole numbers, computed once for each world."""

from collections.abc import Iterable, Sequence
from functools import cache
from operator import add
from typing import NamedTuple

import msgspec

from watchfloor.logsentinel.cells import (
    DISK,
    DONE,
    ERROR,
    HEALTH,
    INTENSITY,
    POOL,
    RELIEF,
    SEATS,
    SERVICES,
    STARTED,
    TRAFFIC,
)
from watchfloor.logsentinel.estate import CALLS
from watchfloor.logsentinel.evidence import Evidence
from watchfloor.logsentinel.fixed_point import BITS, parts, shared
from watchfloor.logsentinel.forces import (
    CAPACITY_FORCE,
    DISK_FORCE,
    ERROR_FORCE,
    LOAD_FORCE,
    POOL_FORCE,
)
from watchfloor.logsentinel.outbreak import TIME, Incident, mask
from watchfloor.logsentinel.source import SOURCES
from watchfloor.logsentinel.tables import (
    OWNER,
    SLOT_INDEX,
    SOURCE_INDEX,
    TIER_WEIGHTS,
    TYPES,
)
from watchfloor.seeds import Stream

FULL = parts("0.9")
"""How much of its capacity a service can use before it suffers."""
DAY = 64
"""Ticks of the rhythm of traffic."""
BASE = parts("0.91")
"""The least that comes from outside on an ordinary day."""
SWING = 8
"""How much traffic rises in a tick of the rising half of the day."""
SHAKE = parts("0.06")
"""How far apart the least and the most of the noise of traffic are."""
TIDES = tuple(BASE + SWING * min(hour, DAY - hour) for hour in range(DAY))
SHAKES = tuple(SHAKE * chance >> 8 for chance in range(256))
HARMLESS_TICKS = 12
"""How long what is harmless grows before it passes by itself."""
HARMLESS_LASTS = 20
"""Ticks after which nothing is left of it."""
DATABASES = tuple(SLOT_INDEX[it] for it in ("primary", "first_replica", "second_replica"))
METRICS = ("app_metrics", "db_metrics")
"""The sources that fall silent, or lie, with the meters of a service."""
CALLERS = tuple(SLOT_INDEX[call.caller] for call in CALLS)
CALLEES = tuple(SLOT_INDEX[call.callee] for call in CALLS)
"""The two ends of each call."""
TRAFFICS = tuple(TRAFFIC + service for service in range(SERVICES))
BIT_OF = tuple(1 << service for service in range(SERVICES))
"""Where the traffic of each service stands, and its bit; every world shares them."""


def _reached() -> tuple[int, ...]:
    ends = list(zip(CALLERS, CALLEES, CALLS, strict=True))
    behind = [
        mask(one for one, it, call in ends if it == index and call.criticality)
        for index in range(SERVICES)
    ]
    found = [0]
    for index in range(SERVICES):
        found += [before | 1 << index | behind[index] for before in found]
    return tuple(found)


REACHED = _reached()
"""For each mask of services, them and whoever passes an error of theirs on."""


Burden = tuple[int, int, int, int, int, int, int, int, int]
"""A service and its bit, and where it stands what it bears beside traffic and errors: among the
forces, the capacity that is gone, load, errors and connections; its connections; among the forces,
what fills the disk; the disk."""

Service = tuple[int, int, int, int, int, int, int, int, Burden]
"""A service: its bit, the most traffic with which it does not suffer, its
utilisation, what a minute of it counts for its users; where its errors, traffic, health and
connections stand; its burden. Like all rows that the kernel walks, it is a bare tuple, which is
taken apart several times faster than one with names."""

Rows = tuple[tuple[int, ...], ...]

Acts = tuple[int, int, tuple[tuple[int, int], ...], int]
"""What an incident does while it lasts: where its relief stands, the bit of its service, the places
of its channels with amounts, and its damage."""


class Course(msgspec.Struct, frozen=True):
    """How one incident goes."""

    number: int
    kind: int
    service: int
    starts: int
    parent: int
    trigger: int
    most: int
    growth: int
    effects: tuple[tuple[int, int], ...]
    at_intensity: int
    """Where its numbers stand in the cells."""
    at_started: int
    at_done: int
    at_relief: int
    is_harmless: bool
    needs_containment: bool
    spreads: bool
    due: tuple[int, ...]


Path = tuple[int, int, int, int, int, int, int, bool, tuple[int, ...], Acts, Course]
"""A course as it is walked each tick: the first tick at which it can begin, the one from which on
nothing comes of it, where its strength, its start and what was done stand, how strong it gets, how
fast, whether it passes by itself, and the evidence that is due at each age."""


class Flow(msgspec.Struct, frozen=True):
    """Who calls whom: rows of a service, then of callers with their shares.

    Of a service they have where its traffic stands, the most that it takes, and its bit.
    """

    once: Rows
    twice: Rows
    thrice: Rows
    databases: tuple[int, ...]
    """Those that answer what the cache does not."""
    limits: tuple[int, ...]
    """The most traffic that each service can take without suffering, at full capacity."""
    blamed: tuple[tuple[tuple[int, int], ...], ...]
    """Who passes the errors of each service on, and how much of them."""


class Wiring(msgspec.Struct, frozen=True):
    """Everything of a world that the kernel reads."""

    key: int
    """Of what is left to chance at each tick."""
    demand: tuple[int, ...]
    """What comes from outside on an ordinary day, at each tick."""
    flow: Flow
    services: tuple[Service, ...]
    neighbours: tuple[tuple[int, ...], ...]
    courses: tuple[Course, ...]
    paths: tuple[Path, ...]
    spreaders: tuple[int, ...]
    """Services from which something can spread."""
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


def limit_of(utilisation: int) -> int:
    """Return the most traffic with which *utilisation* stays below what is full."""
    return shared((((FULL + 1) << BITS) - 1) // utilisation)


def _rows(estate: Estate, limits: Sequence[int]) -> dict[int, list[tuple[int, ...]]]:
    """Return the rows of a flow by how many callers they have."""
    called: dict[int, tuple[int, ...]] = {}
    for caller, callee, share in zip(CALLERS, CALLEES, estate.shares, strict=True):
        if share:
            head = (TRAFFICS[callee], limits[callee], BIT_OF[callee])
            called[callee] = (*called.get(callee, head), caller, share)
    found: dict[int, list[tuple[int, ...]]] = {1: [], 2: [], 3: []}
    for row in called.values():
        found[len(row) - 3 >> 1].append(row)
    return found


def _flow(estate: Estate, limits: tuple[int, ...]) -> Flow:
    rows = _rows(estate, limits)
    blamed: list[list[tuple[int, int]]] = [[] for _ in range(SERVICES)]
    for caller, callee, criticality in zip(CALLERS, CALLEES, estate.criticalities, strict=True):
        if criticality:
            blamed[callee].append((caller, criticality))
    return Flow(
        once=tuple(rows[1]),
        twice=tuple(rows[2]),
        thrice=tuple(rows[3]),
        databases=tuple([place for place in DATABASES if place in estate.present]),
        limits=limits,
        blamed=tuple(map(tuple, blamed)),
    )


def _burden(number: int) -> Burden:
    return (
        number,
        1 << number,
        CAPACITY_FORCE + number,
        LOAD_FORCE + number,
        ERROR_FORCE + number,
        POOL_FORCE + number,
        POOL + number,
        DISK_FORCE + number,
        DISK + number,
    )


PLACES = tuple(
    (1 << it, (ERROR + it, TRAFFIC + it, HEALTH + it, POOL + it, _burden(it)))
    for it in range(SERVICES)
)
"""The bit of each service, and where its numbers stand; every world shares them."""


def _services(estate: Estate, limits: Sequence[int]) -> Iterable[Service]:
    for number, (bit, places) in enumerate(PLACES):
        weight = TIER_WEIGHTS[estate.tiers[number]] if number in estate.present else 0
        yield (bit, limits[number], estate.utilisations[number], weight, *places)


@cache
def _neighbours(present: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Return the services that call each one or are called by it, of those *present*."""
    ends = [(SLOT_INDEX[call.caller], SLOT_INDEX[call.callee]) for call in CALLS]
    there = [(one, other) for one, other in ends if one in present and other in present]
    both = [*there, *((other, one) for one, other in there)]
    return tuple(
        tuple(dict.fromkeys(other for one, other in both if one == index))
        for index in range(SERVICES)
    )


def _schedule(when: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Return, for each tick up to the last one of *when*, the bits that stand there."""
    found = [0] * (1 + max((tick for tick, _ in when), default=-1))
    for tick, bit in when:
        found[tick] |= 1 << bit
    return tuple(found)


class _Order(NamedTuple):
    """The evidence of a world in the orders in which it is looked for."""

    pushed: int
    by_source: tuple[int, ...]
    by_service: tuple[int, ...]
    due: list[list[tuple[int, int]]]
    """The delays and places of what each incident leaves; behind them, of the noise."""


def _ordered(evidence: Sequence[Evidence], incidents: int) -> _Order:
    """Return the *evidence* of so many *incidents* in order, in one walk over it."""
    pushed, by_source, by_service = 0, [0] * len(SOURCES), [0] * SERVICES
    due: list[list[tuple[int, int]]] = [[] for _ in range(incidents + 1)]
    for bit, (_, _, source, service, incident, delay, is_pushed, _) in enumerate(evidence):
        one = 1 << bit
        by_source[SOURCE_INDEX[source]] |= one
        by_service[service] |= one
        due[incident].append((delay, bit))
        if is_pushed:
            pushed |= one
    return _Order(pushed, tuple(by_source), tuple(by_service), due)


def _owned(by_source: Sequence[int]) -> tuple[int, ...]:
    """Return the evidence that each role can ask for."""
    found = [0] * SEATS
    for source, there in zip(SOURCES, by_source, strict=True):
        found[OWNER[source]] |= there
    return tuple(found)


def _courses(
    incidents: Sequence[Incident], due: Sequence[Sequence[tuple[int, int]]]
) -> Iterable[Course]:
    for number, it in enumerate(incidents):
        row = TYPES[it.kind]
        yield Course(
            number=number,
            kind=it.kind,
            service=it.service,
            starts=it.starts,
            parent=it.parent,
            trigger=it.trigger,
            most=it.most,
            growth=row.growth,
            effects=tuple((channel * SERVICES + it.service, much) for channel, much in row.effects),
            at_intensity=INTENSITY + number,
            at_started=STARTED + number,
            at_done=DONE + number,
            at_relief=RELIEF + number,
            is_harmless=row.is_harmless,
            needs_containment=row.needs_containment,
            spreads=row.spreads,
            due=_schedule(due[number]),
        )


def _path(it: Course, horizon: int) -> Path:
    soonest = it.starts if it.trigger == TIME else 0
    until = it.starts + HARMLESS_LASTS if it.is_harmless else horizon
    acts = (it.at_relief, 1 << it.service, it.effects, TYPES[it.kind].damage)
    places = (it.at_intensity, it.at_started, it.at_done)
    return (soonest, until, *places, it.most, it.growth, it.is_harmless, it.due, acts, it)


def _hushed(
    faults: Sequence[tuple[int, int]], evidence: Sequence[Evidence], horizon: int
) -> tuple[int, ...]:
    if not faults:
        return ()
    hushed = [0] * (horizon + 1)
    for service, tick in faults:
        lost = mask(
            bit for bit, it in enumerate(evidence) if it.service == service and it.source in METRICS
        )
        hushed[tick:] = [mask | lost for mask in hushed[tick:]]
    return tuple(hushed)


def _demand(draw: Stream, horizon: int) -> tuple[int, ...]:
    """Return what comes from outside at each tick."""
    phase, count = draw.below(DAY), -(-horizon // 8)
    shaken = b"".join(draw.word().to_bytes(8, "little") for _ in range(count))
    rounds = TIDES * (2 + horizon // DAY)
    come = map(add, rounds[phase : phase + horizon], map(SHAKES.__getitem__, shaken))
    return tuple(map(shared, come))


def wired(
    draw: Stream,
    estate: Estate,
    incidents: Sequence[Incident],
    evidence: Sequence[Evidence],
    faults: tuple[Sequence[tuple[int, int]], int],
) -> Wiring:
    """Return the wiring of a world.

    *draw* is where its traffic comes from; *faults* are the sensors that fail from some tick on,
    and the horizon.
    """
    limits, order = tuple(map(limit_of, estate.utilisations)), _ordered(evidence, len(incidents))
    courses, horizon = tuple(_courses(incidents, order.due)), faults[1]
    ambient = _schedule(order.due[-1])
    return Wiring(
        key=draw.word(),
        demand=_demand(draw, horizon),
        flow=_flow(estate, limits),
        services=tuple(_services(estate, limits)),
        neighbours=_neighbours(estate.present),
        courses=courses,
        paths=tuple([_path(it, horizon) for it in courses]),
        spreaders=tuple({it.service: 0 for it in courses if it.spreads}),
        ambient=ambient + (0,) * (horizon - len(ambient)),
        hushed=_hushed(faults[0], evidence, horizon),
        pushed=order.pushed,
        owned=_owned(order.by_source),
        by_source=order.by_source,
        by_service=order.by_service,
    )
