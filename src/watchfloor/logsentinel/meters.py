"""What the sensors of a service show: its own numbers, shaken a little, and only while they work.

The noise is a function of world, tick and service, so that whoever looks twice, or from another
seat, sees the same. One that is silent shows nothing, one that lies shows an ordinary day.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from watchfloor.logsentinel.cells import (
    ERROR,
    FIRST_LAG,
    HEALTH,
    HIT,
    INTENSITY,
    LOST,
    POOL,
    QUEUE,
    RELIEF,
    REST_HIT,
    REST_LAG,
    REST_POOL,
    REST_QUEUE,
    SECOND_LAG,
    TICK,
    TRAFFIC,
)
from watchfloor.logsentinel.fixed_point import BITS, ONE
from watchfloor.logsentinel.noise import word
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.spread import LOAD_FORCE, RELIEVED
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.tables import SLOT_INDEX
from watchfloor.logsentinel.world import World
from watchfloor.play.observation import Item

_STREAM = 3 << 40
"""Where the noise of sensors begins; below it is the noise of traffic."""
_LEAST_ROOM = ONE >> 4
_FULL = 1000
_MESSAGES = 2000
"""How many messages a queue of one stands for."""

_WEB = ("http.server.request.success", "http.server.request.errors")
_WORK = ("messaging.process.success", "messaging.process.errors")
_STORE = ("db.server.availability", "db.server.operation.errors")
_METRICS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "workers": _WORK,
        "queue": _WORK,
        "cache": _STORE,
        "primary": _STORE,
        "first_replica": _STORE,
        "second_replica": _STORE,
    }
)
"""What health and errors of a service are called; where nothing is said, as of a web service."""


class _Face(NamedTuple):
    """A meter without its values."""

    id: str
    slot: str
    service: int
    text: str


class _Gauge(NamedTuple):
    """A single number that a role can see."""

    id: str
    service: int
    text: str
    value: Callable[[Sequence[int]], int]
    ordinary: int


def _face(slot: str) -> _Face:
    health, errors = _METRICS.get(slot, _WEB)
    text = (
        f"%s {health}=%s {errors}=%s system.cpu.utilization=%s "
        "db.client.connection.utilization=%s [otel@%s]"
    )
    return _Face(f"m-{slot}", slot, SLOT_INDEX[slot], text)


_FACES: Mapping[str, tuple[_Face, ...]] = MappingProxyType(
    {role.name: tuple(map(_face, role.meters)) for role in ROLES.values()}
)


def _lag(place: int) -> Callable[[Sequence[int]], int]:
    return lambda cells: cells[place] * 1000 >> 4


def _messages(cells: Sequence[int]) -> int:
    return cells[QUEUE] * _MESSAGES >> BITS


def _hits(cells: Sequence[int]) -> int:
    return cells[HIT] * _FULL >> BITS


_OF: Mapping[str, tuple[_Gauge, ...]] = MappingProxyType(
    {
        "queue_depth": (
            _Gauge(
                "g-queue",
                SLOT_INDEX["queue"],
                "%s messaging.queue.messages=%d [otel@%s]",
                _messages,
                REST_QUEUE * _MESSAGES >> BITS,
            ),
        ),
        "replication_lag": tuple(
            _Gauge(
                f"g-lag-{place + 1}",
                SLOT_INDEX[slot],
                "%s db.replication.delay=%d ms [otel@%s]",
                _lag((FIRST_LAG, SECOND_LAG)[place]),
                REST_LAG * 1000 >> 4,
            )
            for place, slot in enumerate(("first_replica", "second_replica"))
        ),
        "cache_hits": (
            _Gauge(
                "g-hits",
                SLOT_INDEX["cache"],
                "%s cache.hits=%d per thousand [otel@%s]",
                _hits,
                REST_HIT * _FULL >> BITS,
            ),
        ),
    }
)
_GAUGES: Mapping[str, tuple[_Gauge, ...]] = MappingProxyType(
    {
        role.name: tuple(gauge for name in role.gauges for gauge in _OF[name])
        for role in ROLES.values()
    }
)


def rows(state: State, role: str) -> tuple[Item, ...]:
    """Return what the meters and gauges of *role* show."""
    world, now = state.world, state.cells[TICK]
    faults = _faults(world, now) if world.silent or world.lying else _NO_FAULTS
    noise, pressed = _noise(world.wiring.key, now), _pressed(state)
    shown: list[Item] = []
    for face in _FACES[role]:
        service = face.service
        if not world.names[service]:
            continue
        if not faults or service not in faults:
            values = _measured(state, service, pressed)
        elif faults[service] < 0:
            values = _ordinary(world, service)
        else:
            shown.append(_silence(world, face, faults[service]))
            continue
        shown.append(_row(world, face, values, noise[service]))
    _add_gauges(shown, state, role, (faults, noise))
    return tuple(shown)


_NO_FAULTS: Mapping[int, int] = MappingProxyType({})
_LIES = -1


def _faults(world: World, now: int) -> Mapping[int, int]:
    """Return the services whose sensors have failed: since when one is silent, or that it lies."""
    found = {service: _LIES for service, since in world.lying if since <= now}
    found.update({service: since for service, since in world.silent if since <= now})
    return found


def _noise(key: int, now: int) -> tuple[int, ...]:
    """Return 16 bits of noise for each service."""
    at = _STREAM | now << 8
    first, second, third = word(key, at), word(key, at + 1), word(key, at + 2)
    return (
        *(first & 0xFFFF, first >> 16 & 0xFFFF, first >> 32 & 0xFFFF, first >> 48),
        *(second & 0xFFFF, second >> 16 & 0xFFFF, second >> 32 & 0xFFFF, second >> 48),
        *(third & 0xFFFF, third >> 16 & 0xFFFF, third >> 32 & 0xFFFF, third >> 48),
    )


def _pressed(state: State) -> dict[int, int]:
    """Return the work that incidents put on services beside their traffic."""
    cells, found = state.cells, dict[int, int]()
    for course in state.world.wiring.courses:
        strength = cells[INTENSITY + course.number]
        if strength:
            for place, amount in course.effects:
                if place == LOAD_FORCE + course.service:
                    if cells[RELIEF + course.number]:
                        strength = strength * RELIEVED >> BITS
                    found[course.service] = amount * strength >> BITS
    return found


def _measured(state: State, service: int, pressed: dict[int, int]) -> tuple[int, int, int, int]:
    """Return health, errors, load and connections of *service*, in thousandths."""
    cells = state.cells
    load = state.world.estate.utilisations[service] * cells[TRAFFIC + service] >> BITS
    if service in pressed:
        load += pressed[service]
    lost = cells[LOST + service]
    if lost:
        load = load * ONE // max(_LEAST_ROOM, ONE - lost)
    return (
        cells[HEALTH + service] * _FULL >> BITS,
        cells[ERROR + service] * _FULL >> BITS,
        load * _FULL >> BITS,
        cells[POOL + service] * _FULL >> BITS,
    )


def _ordinary(world: World, service: int) -> tuple[int, int, int, int]:
    load = world.estate.utilisations[service] * _FULL >> BITS
    return (_FULL, 0, load, REST_POOL * _FULL >> BITS)


def _row(world: World, face: _Face, values: tuple[int, int, int, int], noise: int) -> Item:
    """Return the line of a meter, with up to 16 thousandths of *noise*; of errors, with 3."""
    health, errors, load, pool = values
    health = max(0, health - (noise & 15))
    errors = min(_FULL, errors + (noise >> 4 & 3))
    load = min(_FULL, max(0, load - 16 + (noise >> 6 & 31)))
    pool = min(_FULL, max(0, pool - 16 + (noise >> 11)))
    service, of = face.service, _PERCENT
    shown = (world.names[service], of[health], of[errors], of[load], of[pool])
    return Item(
        face.id,
        face.text % (*shown, world.naming.hosts[service]),
        {"slot": face.slot, "health": health, "errors": errors, "load": load, "pool": pool},
    )


_PERCENT = tuple(f"{tenths / 10:.1f}%" for tenths in range(_FULL + 1))


def _silence(world: World, face: _Face, since: int) -> Item:
    name, host = world.names[face.service], world.naming.hosts[face.service]
    text = f"{name} no value came in since tick {since} [otel@{host}]"
    return Item(face.id, text, {"slot": face.slot, "since": since})


def _add_gauges(
    shown: list[Item],
    state: State,
    role: str,
    sensors: tuple[Mapping[int, int], tuple[int, ...]],
) -> None:
    """Append to *shown* the gauges of *role*; *sensors* are their faults and their noise."""
    (faults, noise), world = sensors, state.world
    for gauge in _GAUGES[role]:
        service = gauge.service
        fault = faults.get(service, None) if faults else None
        if world.names[service] and (fault is None or fault == _LIES):
            true = gauge.value(state.cells) if fault is None else gauge.ordinary
            value = true + (true * (noise[service] & 31) >> 10)
            text = gauge.text % (world.names[service], value, world.naming.hosts[service])
            shown.append(Item(gauge.id, text, {"value": value}))
