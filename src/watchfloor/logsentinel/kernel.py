"""The kernel: one minute of a world, in whole numbers; what flows, what fails, what recovers.

Everything is computed from the minute before, so that trouble moves one call further a minute. A
service at rest is not looked at: nothing about it can change before its traffic, an error behind
it, an incident or a mitigation reaches it.
"""

from watchfloor.logsentinel.cells import (
    BLIP,
    BLIP_TICKS,
    CALM,
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
from watchfloor.logsentinel.forces import (
    LAG_FORCE,
    MISS_FORCE,
    NO_FORCES,
    PRESSED,
    STALL_FORCE,
    TRAFFIC_FORCE,
)
from watchfloor.logsentinel.outbreak import MEMBERS
from watchfloor.logsentinel.remedy import land
from watchfloor.logsentinel.spread import break_out, infect, show
from watchfloor.logsentinel.tables import SLOT_INDEX
from watchfloor.logsentinel.wiring import FULL, REACHED, Burden, Flow, Wiring
from watchfloor.logsentinel.world import World

EDGE, WORKERS, MESSAGES, CACHE, PRIMARY, FIRST, SECOND = (
    SLOT_INDEX[slot]
    for slot in ("edge", "workers", "queue", "cache", "primary", "first_replica", "second_replica")
)
COMES, WORK, QUEUED = TRAFFIC + EDGE, TRAFFIC + WORKERS, TRAFFIC + MESSAGES
UNDONE = ERROR + WORKERS
"""The errors of the workers."""
SURGE, STALL, MISSES = TRAFFIC_FORCE + EDGE, STALL_FORCE + MESSAGES, MISS_FORCE + CACHE
FIRST_LATE, SECOND_LATE = LAG_FORCE + FIRST, LAG_FORCE + SECOND

LEAST_CAPACITY = ONE >> 4
LEAST_WORK = ONE >> 1
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
SLOWEST = 2 * MOST_SLOW
"""What is too much by so much slows a service down as far as it goes."""
SHED_COST = 6
STRAIN_EASES = 1024
STALE = (MESSAGES, FIRST, SECOND)
QUARTERS = BITS + 2
NONE_PASSED = [0] * SERVICES
ASKED = slice(TRAFFIC, TRAFFIC + SERVICES)


def tick(world: World, cells: list[int]) -> None:
    """Let one minute pass."""
    wiring, now = world.wiring, cells[TICK]
    if wiring.hushed:
        cells[GONE] |= wiring.hushed[now]
    forces = break_out(wiring, cells, now)
    ambient = wiring.ambient[now]
    if ambient:
        show(wiring, cells, ambient, now)
    if wiring.spreaders:
        infect(wiring, cells, forces, now)
    _store(cells, forces)
    lost = _serve(wiring, cells, forces, now)
    if cells[STRAIN] or cells[SHED_TICKS]:
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
    """Return the errors that each service is passed.

    What fails asks no more of others, but a quarter of it is tried again; so *asked* is less.
    """
    passed, blamed = NONE_PASSED[:], flow.blamed
    for service in MEMBERS[cells[TROUBLED]]:
        error = cells[ERROR + service]
        if error:
            wanted = asked[service]
            asked[service] = wanted - ((3 * wanted * error) >> QUARTERS)
            for caller, criticality in blamed[service]:
                passed[caller] += (criticality * error) >> BITS
    return passed


def _flow(flow: Flow, cells: list[int], asked: list[int]) -> int:
    """Let what is *asked* go one call further, and return the services that it is too much for."""
    full = 0
    for place, limit, bit, caller, share in flow.once:
        cells[place] = come = (asked[caller] * share) >> BITS
        if come > limit:
            full |= bit
    for place, limit, bit, caller, share, other, more in flow.twice:
        cells[place] = come = (asked[caller] * share + asked[other] * more) >> BITS
        if come > limit:
            full |= bit
    for place, limit, bit, caller, share, other, more, third, most in flow.thrice:
        come = (asked[caller] * share + asked[other] * more + asked[third] * most) >> BITS
        cells[place] = come
        if come > limit:
            full |= bit
    return full


def _enter(wiring: Wiring, cells: list[int], forces: list[int] | None, now: int) -> int:
    """Let traffic in and work be done, and return the services that may have too much of it."""
    full, limits, come = 0, wiring.flow.limits, wiring.demand[now]
    if forces:
        come += forces[SURGE]
    if cells[SHED]:
        come = (come * (ONE - cells[SHED])) >> BITS
    cells[COMES] = come
    if come > limits[EDGE]:
        full = 1 << EDGE
    work = LEAST_WORK + cells[QUEUE]
    cells[WORK] = work = work if work < MOST_WORK else MOST_WORK  # noqa: FURB136  # calls are dear
    if work > limits[WORKERS]:
        full |= 1 << WORKERS
    if cells[HIT] != REST_HIT or cells[FIRST_LAG] > STALE_LAG or cells[SECOND_LAG] > STALE_LAG:
        full |= _read(wiring.flow.databases, cells)
    return full


def _read(databases: tuple[int, ...], cells: list[int]) -> int:
    """Let *databases* answer for the cache, and the primary for replicas that are late."""
    miss, asked = ONE - cells[HIT], 0
    for service in databases:
        cells[TRAFFIC + service] = cells[TRAFFIC + service] * miss // REST_MISS
        asked |= 1 << service
    for service, lag in ((FIRST, FIRST_LAG), (SECOND, SECOND_LAG)):
        if cells[lag] > STALE_LAG:
            moved = cells[TRAFFIC + service] >> 2
            cells[TRAFFIC + service] -= moved
            cells[TRAFFIC + PRIMARY] += moved
    return asked


def _serve(wiring: Wiring, cells: list[int], forces: list[int] | None, now: int) -> int:
    """Let traffic and errors go one call further, and return what users lose by it.

    Whoever is looked at in vain is still at rest afterwards; so it may be one too many.
    """
    asked, passed, troubled, flow = cells[ASKED], NONE_PASSED, cells[TROUBLED], wiring.flow
    if troubled:
        passed = _pass_on(flow, cells, asked)
    full = _flow(flow, cells, asked) | _enter(wiring, cells, forces, now)
    odd = cells[LASTING]
    if forces:
        odd |= forces[PRESSED]
    busy = REACHED[troubled] | full | odd
    return _bear(wiring, cells, forces or NO_FORCES, (passed, busy, odd)) if busy else 0


def _bear(
    wiring: Wiring, cells: list[int], forces: list[int], hit: tuple[list[int], int, int]
) -> int:
    """Let every busy service fail or recover, and return what its users lose.

    *hit* are the errors that each is passed, the services that are busy, and those of them that
    more than traffic and errors acts on.
    """
    passed, busy, odd = hit
    lost, troubled, rows = 0, 0, wiring.services
    for number in MEMBERS[busy]:
        bit, most, load, weight, at_error, at_come, at_health, at_pool, burden = rows[number]
        error, slow = passed[number], 0
        if odd & bit or cells[at_come] > most:
            strain, slow = _strained(cells, forces, burden, (load * cells[at_come]) >> BITS)
            error += strain
        pool = cells[at_pool]
        if pool != REST_POOL:
            pool += (REST_POOL - pool) >> 4
            cells[at_pool] = pool = pool if pool < ONE else ONE  # noqa: FURB136  # calls are dear
            error += 8 * (pool - FULL_POOL) if pool > FULL_POOL else 0
        new = (cells[at_error] + (error if error < ONE else ONE)) >> 1  # noqa: FURB136  # as above
        cells[at_error] = new
        health = cells[at_health]
        gap = health - ONE + new + slow
        if gap:
            health -= (gap + 1 >> 1 if gap < health else health + 1 >> 1) if gap > 0 else gap >> 3
            cells[at_health] = health
        if health != ONE or new or error or pool != REST_POOL:
            lost += weight * (ONE - health)
            troubled |= bit
    cells[TROUBLED] = troubled
    return lost


def _strained(cells: list[int], forces: list[int], burden: Burden, load: int) -> tuple[int, int]:
    """Return the errors of a service that has *load* and bears more, and how much it slows down."""
    service, bit, taken, more, fails, opened, at_pool, filled, at_disk = burden
    capacity, error = ONE - forces[taken], forces[fails]
    if cells[LASTING] & bit:
        capacity -= cells[LOST + service]
        error += _last(cells, service)
    if forces[filled]:
        cells[at_disk] = min(ONE, cells[at_disk] + forces[filled])
    if cells[at_disk] == ONE:
        cells[LASTING] |= bit
        error += NO_DISK
    able = FULL if capacity == ONE else (FULL * max(LEAST_CAPACITY, capacity)) >> BITS
    over = load + forces[more] - able
    if over <= 0:
        cells[at_pool] += forces[opened]
        return error, 0
    cells[at_pool] += forces[opened] + (over >> 3)
    return error + 2 * over, over >> 1 if over < SLOWEST else MOST_SLOW


def _last(cells: list[int], service: int) -> int:
    """Let what lasts on *service* go on for a tick, and return the errors of it."""
    error = _stale(cells, service) if service in STALE else 0
    if not (cells[BLIP_TICKS + service] or cells[LOST_TICKS + service]):
        cells[LASTING] &= ~(1 << service)
    if cells[BLIP_TICKS + service]:
        error += cells[BLIP + service]
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
    drained = (cells[WORK] * (ONE - cells[UNDONE])) >> BITS
    if forces and forces[STALL]:
        drained = (drained * (ONE - min(ONE, forces[STALL]))) >> BITS
    if cells[DRAIN_TICKS]:
        cells[DRAIN_TICKS] -= 1
        drained += drained >> 1
    queue = cells[QUEUE] + (cells[QUEUED] >> 2) - (drained >> 2)
    cells[QUEUE] = queue if 0 < queue < MOST_QUEUE else MOST_QUEUE if queue > 0 else 0
    if queue > STALE_QUEUE:
        cells[LASTING] |= 1 << MESSAGES
    if not forces:
        forces = NO_FORCES
    if cells[FIRST_LAG] != REST_LAG or forces[FIRST_LATE]:
        _replicate(cells, FIRST_LAG, forces[FIRST_LATE], 1 << FIRST)
    if cells[SECOND_LAG] != REST_LAG or forces[SECOND_LATE]:
        _replicate(cells, SECOND_LAG, forces[SECOND_LATE], 1 << SECOND)
    if cells[HIT] != REST_HIT or forces[MISSES]:
        missed = min(ONE, forces[MISSES])
        cells[HIT] -= (cells[HIT] - ((REST_HIT * (ONE - missed)) >> BITS)) >> 2


def _replicate(cells: list[int], place: int, late: int, bit: int) -> None:
    """Let the replica of *bit* catch up, or fall behind by as much as acts on it."""
    lag = cells[place] = max(REST_LAG, min(MOST_LAG, cells[place] - CATCH_UP + late))
    if lag > STALE_LAG:
        cells[LASTING] |= bit
