"""What the sensors of a service show: its own numbers, shaken a little, and only while they work.

The noise is a function of world, tick and service, so that whoever looks twice, or from another
seat, sees the same. One that is silent shows nothing, one that lies shows an ordinary day.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from watchfloor.logsentinel.cells import (
    BLANK,
    ERROR,
    FIRST_LAG,
    HEALTH,
    HIT,
    LOST,
    POOL,
    QUEUE,
    SECOND_LAG,
    SERVICES,
    TICK,
    TRAFFIC,
)
from watchfloor.logsentinel.fixed_point import BITS, ONE
from watchfloor.logsentinel.forces import LOAD_FORCE
from watchfloor.logsentinel.noise import word
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.spread import RELIEVED
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.tables import SLOT_INDEX
from watchfloor.logsentinel.world import World, keep
from watchfloor.play.observation import Item, Scalar

_STREAM = 3 << 40
"""Where the noise of sensors begins; below it is the noise of traffic."""
_LANES, _LANE = 4, 16
"""How many services share a word of noise, and how many bits of it each has."""
_WORDS = -(-SERVICES // _LANES)
_LEAST_ROOM = ONE >> 4
_FULL = 1000
_MOST = 2 * ONE
_THOUSANDTHS = tuple(rate * _FULL >> BITS for rate in range(_MOST + 1))
"""Of each rate; whatever is more than twice one is shown as much as that."""
_PERCENT = tuple(f"{tenths / 10:.1f}%" for tenths in range(_FULL + 1))
_MESSAGES = 2000
"""How many messages a queue of one stands for."""
_ORDINARY = BLANK
"""What a sensor that lies measures."""

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


class _Gauge(NamedTuple):
    """A single number that a role can see."""

    id: str
    service: int
    text: str
    value: Callable[[Sequence[int]], int]


_Face = tuple[int, int, int, int, int, int, int, int, tuple[str, str, str, str, str]]
"""A meter of one world without its values: the service; which word of noise is its, and from which
bit on; where health, errors, traffic and connections stand; its utilisation; the id of the line,
the slot, and the words before the health, before the errors and behind everything."""
_Load = tuple[int, int, int, int]
"""Work beside traffic: on which service, where the strength and the relief of its incident stand,
and how much at full strength."""
_Board = tuple[tuple[_Face, ...], tuple[_Gauge, ...], tuple[_Load, ...]]
"""What one role has to read in one world."""
_Luck = tuple[list[int], Mapping[int, int]]
"""The words of noise of one tick, and the services whose sensors have failed."""


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
                "%s messaging.queue.messages=%s [otel@%s]",
                _messages,
            ),
        ),
        "replication_lag": tuple(
            _Gauge(
                f"g-lag-{place + 1}",
                SLOT_INDEX[slot],
                "%s db.replication.delay=%s ms [otel@%s]",
                _lag((FIRST_LAG, SECOND_LAG)[place]),
            )
            for place, slot in enumerate(("first_replica", "second_replica"))
        ),
        "cache_hits": (
            _Gauge(
                "g-hits",
                SLOT_INDEX["cache"],
                "%s cache.hits=%s per thousand [otel@%s]",
                _hits,
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
    world, cells = state.world, state.cells
    noise, faults = _at(world, cells[TICK])
    faces, gauges, loads = _board(world, role)
    pressed = _pressed(loads, cells)  # asked whatever the truth, so that no call tells of it
    shown: list[Item] = []
    for face in faces:
        fault = faults.get(face[0]) if faults else None
        if fault is None:
            shown.append(_row(face, cells, pressed, noise))
        elif fault == _LIES:
            shown.append(_row(face, _ORDINARY, _IDLE, noise))
        else:
            shown.append(_silence(world, face, fault))
    for gauge in gauges:
        fault = faults.get(gauge.service) if faults else None
        if fault is None or fault == _LIES:
            shown.append(_reading(gauge, cells if fault is None else _ORDINARY, noise))
    return tuple(shown)


_NO_FAULTS: Mapping[int, int] = MappingProxyType({})
_IDLE: Mapping[int, int] = MappingProxyType({})
_LIES = -1


def _board(world: World, role: str) -> _Board:
    """Return what *role* has to read in *world*, put together once."""
    board: _Board | None = world.kept.get(("meters", role))
    if board is None:
        faces = tuple([_face(world, slot) for slot in ROLES[role].meters if _name(world, slot)])
        gauges = tuple([_named(world, it) for it in _GAUGES[role] if world.names[it.service]])
        board = (faces, gauges, tuple(_loads(world)))
        keep(world.kept, ("meters", role), board)
    return board


def _name(world: World, slot: str) -> str:
    return world.names[SLOT_INDEX[slot]]


def _face(world: World, slot: str) -> _Face:
    service, (health, errors) = SLOT_INDEX[slot], _METRICS.get(slot, _WEB)
    words = (f"{world.names[service]} {health}=", f" {errors}=")
    behind = f" [otel@{world.naming.hosts[service]}]"
    return (
        *(service, service // _LANES, service % _LANES * _LANE),
        *(HEALTH + service, ERROR + service, TRAFFIC + service, POOL + service),
        world.estate.utilisations[service],
        (f"m-{slot}", slot, *words, behind),
    )


def _named(world: World, gauge: _Gauge) -> _Gauge:
    name, host = world.names[gauge.service], world.naming.hosts[gauge.service]
    return gauge._replace(text=gauge.text % (name, "%s", host))


def _loads(world: World) -> Iterator[_Load]:
    for course in world.wiring.courses:
        for place, amount in course.effects:
            if place == LOAD_FORCE + course.service:
                yield (course.service, course.at_intensity, course.at_relief, amount)


def _faults(world: World, now: int) -> Mapping[int, int]:
    """Return the services whose sensors have failed: since when one is silent, or that it lies."""
    found = {service: _LIES for service, since in world.lying if since <= now}
    found.update({service: since for service, since in world.silent if since <= now})
    return found


def _at(world: World, now: int) -> _Luck:
    """Return the noise of tick *now*, 16 bits for each service, and what has failed by then.

    Whoever looks in the same tick is shown by the same luck, so the last one is kept.
    """
    last: tuple[int, _Luck] | None = world.kept.get("luck")
    if last is not None and last[0] == now:
        return last[1]
    key, at = world.wiring.key, _STREAM | now << 8
    noise = [word(key, at + place) for place in range(_WORDS)]
    luck = (noise, _faults(world, now) if world.silent or world.lying else _NO_FAULTS)
    keep(world.kept, "luck", (now, luck))
    return luck


def _pressed(loads: tuple[_Load, ...], cells: Sequence[int]) -> Mapping[int, int]:
    """Return the work that incidents put on services beside their traffic."""
    if not loads:
        return _IDLE
    found: dict[int, int] = {}
    for service, at_strength, at_relief, amount in loads:
        strength = cells[at_strength]
        if strength:
            if cells[at_relief]:
                strength = strength * RELIEVED >> BITS
            found[service] = amount * strength >> BITS
    return found


def _row(face: _Face, cells: Sequence[int], pressed: Mapping[int, int], noise: list[int]) -> Item:
    """Return the line of a meter, in thousandths, up to 16 of them *noise*; of errors, up to 3."""
    service, at, shift, at_health, at_error, at_traffic, at_pool, utilisation, words = face
    luck = noise[at] >> shift & 0xFFFF
    load, lost = utilisation * cells[at_traffic] >> BITS, cells[LOST + service]
    if service in pressed:
        load += pressed[service]
    if lost:
        load = load * ONE // max(_LEAST_ROOM, ONE - lost)
    health = _THOUSANDTHS[cells[at_health]] - (luck & 15)
    health = health if health > 0 else 0  # noqa: FURB136  # calls are dear
    errors = _THOUSANDTHS[cells[at_error]] + (luck >> 4 & 3)
    errors = errors if errors < _FULL else _FULL  # noqa: FURB136  # calls are dear
    load = _THOUSANDTHS[load if load < _MOST else _MOST] - 16 + (luck >> 6 & 31)  # noqa: FURB136  # as above
    load = load if 0 <= load <= _FULL else 0 if load < 0 else _FULL
    pool = _THOUSANDTHS[cells[at_pool]] - 16 + (luck >> 11)
    pool = pool if 0 <= pool <= _FULL else 0 if pool < 0 else _FULL
    name, slot, before, between, behind = words
    text = (
        f"{before}{_PERCENT[health]}{between}{_PERCENT[errors]} system.cpu.utilization="
        f"{_PERCENT[load]} db.client.connection.utilization={_PERCENT[pool]}{behind}"
    )
    fields: dict[str, Scalar] = {
        "slot": slot,
        "health": health,
        "errors": errors,
        "load": load,
        "pool": pool,
    }
    return Item(name, text, fields)


def _silence(world: World, face: _Face, since: int) -> Item:
    service, (name, slot, *_) = face[0], face[-1]
    host = world.naming.hosts[service]
    text = f"{world.names[service]} no value came in since tick {since} [otel@{host}]"
    return Item(name, text, {"slot": slot, "since": since})


def _reading(gauge: _Gauge, cells: Sequence[int], noise: list[int]) -> Item:
    service, true = gauge.service, gauge.value(cells)
    value = true + (true * (noise[service // _LANES] >> service % _LANES * _LANE & 31) >> 10)
    return Item(gauge.id, gauge.text % value, {"value": value})
