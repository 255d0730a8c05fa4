"""The kernel: one minute of a world, in whole numbers; what flows, what fails, what recovers.

Everything is computed from the minute before, so that trouble moves one call further a minute. A
service at rest is not looked at: nothing about it can change before its traffic, an error behind
it, an incident or a mitigation reaches it.
"""

from operator import gt

from watchfloor.logsentinel.cells import (
    BLIP,
    BLIP_TICKS,
    CALM,
    DISK,
    DRAIN_TICKS,
    ERROR,
    FIRST_LAG,
    GONE,
    HIT,
    IS_OVER,
    LASTING,
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
from watchfloor.logsentinel.outbreak import MEMBERS
from watchfloor.logsentinel.remedy import land
from watchfloor.logsentinel.spread import (
    CAPACITY_FORCE,
    DISK_FORCE,
    ERROR_FORCE,
    LAG_FORCE,
    LOAD_FORCE,
    MISS_FORCE,
    NO_FORCES,
    POOL_FORCE,
    PRESSED,
    STALL_FORCE,
    TRAFFIC_FORCE,
    break_out,
    infect,
    show,
)
from watchfloor.logsentinel.tables import SLOT_INDEX
from watchfloor.logsentinel.wiring import FULL, Flow, Wiring
from watchfloor.logsentinel.world import World

EDGE, WORKERS, MESSAGES, CACHE, PRIMARY, FIRST, SECOND = (
    SLOT_INDEX[slot]
    for slot in ("edge", "workers", "queue", "cache", "primary", "first_replica", "second_replica")
)

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
NO_DISK = parts("0.75")
"""The errors of a service that cannot write."""
MOST_SLOW = parts("0.25")
SHED_COST = 6
STRAIN_EASES = 1024
STALE = (MESSAGES, FIRST, SECOND)
PRESSED_ON = SERVICES
"""Behind the errors that are passed on: the services that they reach, one bit each."""
NONE_PASSED = [0] * (SERVICES + 1)


def tick(world: World, cells: list[int]) -> None:
    """Let one minute pass."""
    wiring, now = world.wiring, cells[TICK]
    if wiring.hushed:
        cells[GONE] |= wiring.hushed[now]
    forces = break_out(wiring, cells, now)
    if wiring.ambient[now]:
        show(wiring, cells, wiring.ambient[now], now)
    if wiring.spreaders:
        infect(wiring, cells, forces, now)
    _store(cells, forces)
    lost = _serve(wiring, cells, forces, now)
    if cells[SHED_TICKS] or cells[STRAIN]:
        lost = _ease(cells, lost)
    if lost:
        cells[LOSS] += (lost * (ONE - cells[CALM])) >> BITS
    if cells[PENDING]:
        land(world, cells, now)
    cells[TICK] = now + 1
    if now + 1 >= world.plan.horizon:
        cells[IS_OVER] = 1


def settle(world: World, cells: list[int]) -> None:
    """Let the world go on to its horizon with nothing done."""
    for _ in range(cells[TICK], world.plan.horizon):
        tick(world, cells)


def _ease(cells: list[int], lost: int) -> int:
    """Return what users lose with what is turned away at the edge; let the room calm down."""
    cells[STRAIN] = max(0, cells[STRAIN] - STRAIN_EASES)
    if cells[SHED_TICKS]:
        lost += SHED_COST * cells[SHED]
        cells[SHED_TICKS] -= 1
        if cells[SHED_TICKS] == 0:
            cells[SHED] = 0
    return lost


def _pass_on(flow: Flow, cells: list[int], asked: list[int]) -> list[int]:
    """Return the errors that each service is passed, and behind them whom they reach.

    What fails asks no more of others, but a quarter of it is tried again; so *asked* is less.
    """
    passed = NONE_PASSED[:]
    for service, error in enumerate(cells[ERROR : ERROR + SERVICES]):
        if error:
            asked[service] -= (3 * asked[service] * error) >> (BITS + 2)
            passed[PRESSED_ON] |= flow.callers[service]
            for caller, criticality in flow.blamed[service]:
                passed[caller] += (criticality * error) >> BITS
    return passed


def _flow(
    wiring: Wiring, cells: list[int], asked: list[int], forces: list[int] | None, now: int
) -> int:
    """Let what is *asked* go one call further, and return the services that it is too much for."""
    come, flow = cells[TRAFFIC : TRAFFIC + SERVICES], wiring.flow
    for service, caller, share in flow.once:
        come[service] = (asked[caller] * share) >> BITS
    for service, caller, share, other, more in flow.twice:
        come[service] = (asked[caller] * share + asked[other] * more) >> BITS
    for service, caller, share, other, more, third, most in flow.thrice:
        come[service] = (asked[caller] * share + asked[other] * more + asked[third] * most) >> BITS
    demand = wiring.demand[now]
    if forces:
        demand += forces[TRAFFIC_FORCE + EDGE]
    come[EDGE] = (demand * (ONE - cells[SHED])) >> BITS
    come[WORKERS] = min(MOST_WORK, (ONE >> 1) + cells[QUEUE])
    if cells[HIT] != REST_HIT or cells[FIRST_LAG] > STALE_LAG or cells[SECOND_LAG] > STALE_LAG:
        _read(flow.databases, cells, come)
    cells[TRAFFIC : TRAFFIC + SERVICES] = come
    return _full(come, flow.limits)


def _full(come: list[int], limits: tuple[int, ...]) -> int:
    """Return the services that have more to do than they can, one bit each."""
    if not any(map(gt, come, limits)):
        return 0
    return sum(1 << service for service in range(SERVICES) if come[service] > limits[service])


def _read(databases: tuple[int, ...], cells: list[int], come: list[int]) -> None:
    """Let *databases* answer for the cache, and the primary for replicas that are late."""
    miss = ONE - cells[HIT]
    for service in databases:
        come[service] = come[service] * miss // REST_MISS
    for service, lag in ((FIRST, FIRST_LAG), (SECOND, SECOND_LAG)):
        if cells[lag] > STALE_LAG:
            moved = come[service] >> 2
            come[service] -= moved
            come[PRIMARY] += moved


def _serve(wiring: Wiring, cells: list[int], forces: list[int] | None, now: int) -> int:
    """Let traffic and errors go one call further, and return what users lose by it."""
    asked, passed = cells[TRAFFIC : TRAFFIC + SERVICES], NONE_PASSED
    if cells[TROUBLED]:
        passed = _pass_on(wiring.flow, cells, asked)
    busy = cells[TROUBLED] | passed[PRESSED_ON] | _flow(wiring, cells, asked, forces, now)
    odd = cells[LASTING]
    if forces:
        odd |= forces[PRESSED]
    if not busy | odd:
        return 0
    return _bear(wiring, cells, forces or NO_FORCES, (passed, busy | odd, odd))


def _bear(
    wiring: Wiring, cells: list[int], forces: list[int], hit: tuple[list[int], int, int]
) -> int:
    """Let every busy service fail or recover, and return what its users lose.

    *hit* are the errors that each is passed, the services that are busy, and those of them that
    more than traffic and errors acts on.
    """
    passed, busy, odd = hit
    lost = troubled = 0
    services = wiring.services
    for place in MEMBERS[busy]:
        number, utilisation, weight, at_error, at_traffic, at_health, at_pool = services[place]
        over, error = ((utilisation * cells[at_traffic]) >> BITS) - FULL, passed[number]
        if odd >> number & 1:
            over, strain = _strained(cells, forces, number, over + FULL)
            error += strain
        pool = cells[at_pool]
        if over > 0:
            error += 2 * over
            pool += over >> 3
            slow = over >> 1 if over < 2 * MOST_SLOW else MOST_SLOW
        else:
            slow = 0
        if pool != REST_POOL:
            pool += (REST_POOL - pool) >> 4
            cells[at_pool] = pool = pool if pool < ONE else ONE  # noqa: FURB136  # calls are dear
            error += 8 * (pool - FULL_POOL) if pool > FULL_POOL else 0
        new, health = cells[at_error], cells[at_health]
        new += ((error if error < ONE else ONE) - new) >> 1  # noqa: FURB136  # calls are dear
        cells[at_error] = new
        gap = health - ONE + new + slow
        health -= (gap + 1 >> 1 if gap < health else health + 1 >> 1) if gap > 0 else gap >> 3
        cells[at_health] = health
        lost += weight * (ONE - health)
        if new or error or health != ONE or pool != REST_POOL:
            troubled |= 1 << number
    cells[TROUBLED] = troubled
    return lost


def _strained(cells: list[int], forces: list[int], service: int, load: int) -> tuple[int, int]:
    """Return by how much *load* is too much for *service*, and the errors of what it bears."""
    capacity = ONE - cells[LOST + service] - forces[CAPACITY_FORCE + service]
    over = load + forces[LOAD_FORCE + service] - (FULL * max(LEAST_CAPACITY, capacity) >> BITS)
    error = forces[ERROR_FORCE + service]
    cells[POOL + service] += forces[POOL_FORCE + service]
    disk = cells[DISK + service] = min(ONE, cells[DISK + service] + forces[DISK_FORCE + service])
    if disk == ONE:
        error += NO_DISK
    if service in STALE:
        error += _stale(cells, service)
    if cells[BLIP_TICKS + service] or cells[LOST_TICKS + service]:
        error += _last(cells, service)
    elif disk < ONE:
        cells[LASTING] &= ~(1 << service)
    else:
        cells[LASTING] |= 1 << service
    return over, error


def _last(cells: list[int], service: int) -> int:
    """Let what lasts on *service* go on for a tick, and return the errors of it."""
    error = 0
    if cells[BLIP_TICKS + service]:
        error = cells[BLIP + service]
        cells[BLIP_TICKS + service] -= 1
    if cells[LOST_TICKS + service]:
        cells[LOST_TICKS + service] -= 1
        if cells[LOST_TICKS + service] == 0:
            cells[LOST + service] = 0
    return error


def _stale(cells: list[int], service: int) -> int:
    """Return the errors of a queue that is too long, or of a replica that is too late."""
    if service == MESSAGES:
        return min(MOST_STALE, max(0, cells[QUEUE] - STALE_QUEUE) >> 2)
    lag = cells[FIRST_LAG if service == FIRST else SECOND_LAG]
    return min(MOST_BEHIND, max(0, lag - STALE_LAG) >> 1)


def _store(cells: list[int], forces: list[int] | None) -> None:
    """Let the queue, the lags and the cache move on."""
    drained = (cells[TRAFFIC + WORKERS] * (ONE - cells[ERROR + WORKERS])) >> BITS
    if forces:
        drained = (drained * (ONE - min(ONE, forces[STALL_FORCE + MESSAGES]))) >> BITS
    if cells[DRAIN_TICKS]:
        cells[DRAIN_TICKS] -= 1
        drained += drained >> 1
    queue = cells[QUEUE] + (cells[TRAFFIC + MESSAGES] >> 2) - (drained >> 2)
    cells[QUEUE] = queue = max(0, min(MOST_QUEUE, queue))
    if queue > STALE_QUEUE:
        cells[LASTING] |= 1 << MESSAGES
    if forces or cells[FIRST_LAG] + cells[SECOND_LAG] != 2 * REST_LAG:
        _replicate(cells, forces)
    if forces or cells[HIT] != REST_HIT:
        missed = min(ONE, forces[MISS_FORCE + CACHE]) if forces else 0
        cells[HIT] -= (cells[HIT] - ((REST_HIT * (ONE - missed)) >> BITS)) >> 2


def _replicate(cells: list[int], forces: list[int] | None) -> None:
    """Let the replicas catch up, or fall behind."""
    for service, place in ((FIRST, FIRST_LAG), (SECOND, SECOND_LAG)):
        behind = cells[place] - CATCH_UP
        if forces:
            behind += forces[LAG_FORCE + service]
        lag = cells[place] = max(REST_LAG, min(MOST_LAG, behind))
        if lag > STALE_LAG:
            cells[LASTING] |= 1 << service
