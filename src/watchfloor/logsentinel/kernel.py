"""One minute of a world, in whole numbers: what flows, what fails, what recovers.

Everything is computed from the minute before, so that trouble moves one call further a minute. A
service at rest is not looked at: nothing about it can change before its traffic, an error behind
it, an incident or a mitigation reaches it.
"""

from watchfloor.logsentinel.cells import (
    BLIP,
    BLIP_TICKS,
    CALM,
    DISK,
    DRAIN_TICKS,
    ERROR,
    FIRST_LAG,
    GONE,
    HEALTH,
    HIT,
    IS_OVER,
    LOSS,
    LOST,
    LOST_TICKS,
    PENDING,
    POOL,
    QUEUE,
    REST_HIT,
    REST_LAG,
    REST_POOL,
    SECOND_LAG,
    SERVICES,
    SHED,
    SHED_TICKS,
    STRAIN,
    TICK,
    TRAFFIC,
    TROUBLED,
)
from watchfloor.logsentinel.fixed_point import BITS, ONE, parts
from watchfloor.logsentinel.noise import word
from watchfloor.logsentinel.remedy import land
from watchfloor.logsentinel.spread import (
    CAPACITY_FORCE,
    DISK_FORCE,
    ERROR_FORCE,
    LAG_FORCE,
    LOAD_FORCE,
    MISS_FORCE,
    POOL_FORCE,
    STALL_FORCE,
    TRAFFIC_FORCE,
    break_out,
    infect,
    show,
)
from watchfloor.logsentinel.tables import SLOT_INDEX
from watchfloor.logsentinel.wiring import FULL, Wiring
from watchfloor.logsentinel.world import DAY, World

EDGE, WORKERS, MESSAGES, CACHE, PRIMARY, FIRST, SECOND = (
    SLOT_INDEX[slot]
    for slot in ("edge", "workers", "queue", "cache", "primary", "first_replica", "second_replica")
)

BASE = parts("0.94")
SWING = 8
"""How much traffic rises in a tick of the rising half of the day."""
SHAKE = parts("0.06")
"""How far apart the least and the most of the noise of traffic are."""
LEAST_CAPACITY = ONE >> 4
MOST_WORK = parts("1.5")
MOST_QUEUE = 8 * ONE
STALE_QUEUE = 2 * ONE
MOST_STALE = parts("0.6")
REST_MISS = ONE - REST_HIT
STALE_LAG = 160
MOST_LAG = 1 << 16
CATCH_UP = 64
"""How much of its lag a replica makes up in a tick, in sixteenths of a second."""
MOST_BEHIND = parts("0.3")
FULL_POOL = parts("0.9")
FULL_DISK = parts("0.75")
"""The errors of a service that cannot write."""
MOST_SLOW = parts("0.25")
SHED_COST = 6
STRAIN_EASES = 256


def tick(world: World, cells: list[int]) -> None:
    """Let one minute pass."""
    wiring, now = world.wiring, cells[TICK]
    lanes = word(wiring.key, now)
    if wiring.hushed:
        cells[GONE] |= wiring.hushed[now]
    forces = break_out(wiring, cells, now)
    ambient = wiring.ambient
    if now < len(ambient) and ambient[now]:
        show(wiring, cells, ambient[now], now)
    infect(wiring, cells, forces, lanes >> 16)
    _store(cells, forces)
    busy = _flow(wiring, cells, forces, lanes & 0xFFFF)
    lost = _serve(wiring, cells, forces, busy) if busy else 0
    _count(cells, lost)
    if cells[PENDING]:
        land(world, cells, now)
    cells[TICK] = now + 1
    if now + 1 >= world.plan.horizon:
        cells[IS_OVER] = 1


def _count(cells: list[int], lost: int) -> None:
    """Count what users *lost* by the services, and what is turned away at the edge."""
    if cells[SHED_TICKS]:
        lost += SHED_COST * cells[SHED]
        cells[SHED_TICKS] -= 1
        if cells[SHED_TICKS] == 0:
            cells[SHED] = 0
    if lost:
        cells[LOSS] += (lost * (ONE - cells[CALM])) >> BITS
    if cells[STRAIN]:
        cells[STRAIN] = max(0, cells[STRAIN] - STRAIN_EASES)


def settle(world: World, cells: list[int]) -> None:
    """Let the world go on to its horizon with nothing done."""
    for _ in range(cells[TICK], world.plan.horizon):
        tick(world, cells)


def _flow(wiring: Wiring, cells: list[int], forces: list[int] | None, lane: int) -> int:
    """Let traffic go one call further, and return the services that something happens to."""
    flow = cells[TRAFFIC : TRAFFIC + SERVICES]
    errors = cells[ERROR : ERROR + SERVICES]
    busy = cells[TROUBLED]
    if any(errors):
        for service, error in enumerate(errors):
            if error:
                flow[service] -= (3 * flow[service] * error) >> (BITS + 2)
                busy |= wiring.services[service].callers
    at = TRAFFIC
    for service, limit, first, a, second, b, third, c in wiring.inflows:
        come = (flow[first] * a + flow[second] * b + flow[third] * c) >> BITS
        cells[at + service] = come
        if come > limit:
            busy |= 1 << service
    cells[at + EDGE] = _demand(wiring, cells, forces, lane)
    cells[at + WORKERS] = min(MOST_WORK, (ONE >> 1) + cells[QUEUE])
    _read(cells)
    if forces:
        busy |= _pressed(forces)
    for service in (EDGE, WORKERS, PRIMARY, FIRST, SECOND):
        busy |= _is_full(wiring, cells, service) << service
    return busy


def _demand(wiring: Wiring, cells: list[int], forces: list[int] | None, lane: int) -> int:
    """Return what comes from outside."""
    hour = (cells[TICK] + wiring.phase) % DAY
    tide = hour if hour < DAY // 2 else DAY - hour
    demand = BASE + SWING * tide + (lane * SHAKE >> 16) - (SHAKE >> 1)
    if forces:
        demand += forces[TRAFFIC_FORCE + EDGE]
    return (demand * (ONE - cells[SHED])) >> BITS


def _is_full(wiring: Wiring, cells: list[int], service: int) -> bool:
    used = (wiring.services[service].utilisation * cells[TRAFFIC + service]) >> BITS
    return used > FULL


def _pressed(forces: list[int]) -> int:
    """Return the services that an incident acts on, one bit each."""
    found = 0
    for place, force in enumerate(forces):
        if force:
            found |= 1 << place % SERVICES
    return found


def _read(cells: list[int]) -> None:
    """Let the databases answer what the cache does not, and the primary what replicas are late."""
    miss = ONE - cells[HIT]
    for service in (PRIMARY, FIRST, SECOND):
        if miss != REST_MISS:
            cells[TRAFFIC + service] = cells[TRAFFIC + service] * miss // REST_MISS
    for service, lag in ((FIRST, FIRST_LAG), (SECOND, SECOND_LAG)):
        if cells[lag] > STALE_LAG:
            moved = cells[TRAFFIC + service] >> 2
            cells[TRAFFIC + service] -= moved
            cells[TRAFFIC + PRIMARY] += moved


def _serve(wiring: Wiring, cells: list[int], forces: list[int] | None, busy: int) -> int:
    """Let every *busy* service fail or recover, and return what its users lose."""
    errors = cells[ERROR : ERROR + SERVICES]
    lost = troubled = 0
    for service, row in enumerate(wiring.services):
        if not busy >> service & 1:
            continue
        over = _saturation(row.utilisation, cells, forces, service)
        pool, disk = cells[POOL + service], cells[DISK + service]
        pool += (over >> 3) + ((REST_POOL - pool) >> 4)
        error = 2 * over
        if forces:
            pool += forces[POOL_FORCE + service]
            disk += forces[DISK_FORCE + service]
            error += forces[ERROR_FORCE + service]
        pool, disk = min(pool, ONE), min(disk, ONE)
        cells[POOL + service], cells[DISK + service] = pool, disk
        for callee, criticality in row.blames:
            error += (criticality * errors[callee]) >> BITS
        error += _strained(cells, service, pool, disk)
        old = errors[service]
        new = old + ((min(error, ONE) - old) >> 1)
        cells[ERROR + service] = new
        health = _health(cells[HEALTH + service], ONE - new - min(MOST_SLOW, over >> 1))
        cells[HEALTH + service] = health
        lost += row.weight * (ONE - health)
        timers = cells[BLIP_TICKS + service] | cells[LOST_TICKS + service]
        if new or error or timers or health != ONE or pool != REST_POOL:
            troubled |= 1 << service
    cells[TROUBLED] = troubled
    return lost


def _saturation(utilisation: int, cells: list[int], forces: list[int] | None, service: int) -> int:
    """Return by how much *service* has more to do than it can."""
    capacity = ONE - cells[LOST + service]
    load = (utilisation * cells[TRAFFIC + service]) >> BITS
    if forces:
        capacity -= forces[CAPACITY_FORCE + service]
        load += forces[LOAD_FORCE + service]
    return max(0, load - (FULL * max(LEAST_CAPACITY, capacity) >> BITS))


def _strained(cells: list[int], service: int, pool: int, disk: int) -> int:
    """Return the errors of *service* that come from what it holds, and count its timers down."""
    error = 8 * max(0, pool - FULL_POOL)
    if disk == ONE:
        error += FULL_DISK
    if cells[BLIP_TICKS + service]:
        error += cells[BLIP + service]
        cells[BLIP_TICKS + service] -= 1
    if cells[LOST_TICKS + service]:
        cells[LOST_TICKS + service] -= 1
        if cells[LOST_TICKS + service] == 0:
            cells[LOST + service] = 0
    if service in (MESSAGES, FIRST, SECOND):
        error += _stale(cells, service)
    return error


def _stale(cells: list[int], service: int) -> int:
    """Return the errors of a queue that is too long, or of a replica that is too late."""
    if service == MESSAGES:
        return min(MOST_STALE, max(0, cells[QUEUE] - STALE_QUEUE) >> 2)
    lag = cells[FIRST_LAG if service == FIRST else SECOND_LAG]
    return min(MOST_BEHIND, max(0, lag - STALE_LAG) >> 1)


def _health(health: int, wanted: int) -> int:
    """Return *health* on its way to *wanted*: down by half, up by an eighth, all the way."""
    gap = health - max(0, wanted)
    return health - ((gap + 1) >> 1 if gap > 0 else gap >> 3)


def _store(cells: list[int], forces: list[int] | None) -> None:
    """Let the queue, the lags and the cache move on."""
    queue, workers = cells[TRAFFIC + MESSAGES], cells[TRAFFIC + WORKERS]
    drained = (workers * (ONE - cells[ERROR + WORKERS])) >> BITS
    if forces:
        drained = (drained * (ONE - min(ONE, forces[STALL_FORCE + MESSAGES]))) >> BITS
    if cells[DRAIN_TICKS]:
        cells[DRAIN_TICKS] -= 1
        drained += drained >> 1
    cells[QUEUE] = max(0, min(MOST_QUEUE, cells[QUEUE] + (queue >> 2) - (drained >> 2)))
    if cells[QUEUE] > STALE_QUEUE:
        cells[TROUBLED] |= 1 << MESSAGES
    _replicate(cells, forces, FIRST, FIRST_LAG)
    _replicate(cells, forces, SECOND, SECOND_LAG)
    hit = REST_HIT
    if forces:
        hit = (hit * (ONE - min(ONE, forces[MISS_FORCE + CACHE]))) >> BITS
    if cells[HIT] != hit:
        cells[HIT] -= (cells[HIT] - hit) >> 2


def _replicate(cells: list[int], forces: list[int] | None, service: int, lag: int) -> None:
    behind = cells[lag] - CATCH_UP
    if forces:
        behind += forces[LAG_FORCE + service]
    cells[lag] = max(REST_LAG, min(MOST_LAG, behind))
    if cells[lag] > STALE_LAG:
        cells[TROUBLED] |= 1 << service
