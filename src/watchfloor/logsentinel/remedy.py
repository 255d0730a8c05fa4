"""What a mitigation does when its time has come, to incidents and to the service it is aimed at."""

from watchfloor.logsentinel.cells import (
    BLIP,
    BLIP_TICKS,
    CALM,
    COMPROMISE,
    DISK,
    DRAIN_TICKS,
    FIRST_LAG,
    FIXED,
    FIXED_AT,
    FIXED_BY,
    GONE,
    HELD,
    HELD_AT,
    HELD_BY,
    HIT,
    INFESTED,
    KNOWN,
    LANDED,
    LASTING,
    LOST,
    LOST_BY,
    LOST_TICKS,
    LOST_WRITES,
    MOST_PENDING,
    ORDERED,
    PENDING,
    PENDING_SIZE,
    POOL,
    SEATS,
    SECOND_LAG,
    SHED,
    SHED_TICKS,
    TROUBLED,
    UNHELD,
)
from watchfloor.logsentinel.tables import (
    MITIGATION_ROWS,
    SLOT_INDEX,
    SOURCE_INDEX,
    MitigationRow,
)
from watchfloor.logsentinel.wiring import Course, Wiring
from watchfloor.logsentinel.world import World

RELIEF_TICKS = 10
EDGE, WORKERS, MESSAGES, SECOND = (
    SLOT_INDEX[slot] for slot in ("edge", "workers", "queue", "second_replica")
)
ENDPOINT = SOURCE_INDEX["endpoint"]
OF_A_SERVICE = {"pool": POOL, "disk": DISK, "compromise": COMPROMISE}


def land(world: World, cells: list[int], now: int) -> None:
    """Let every mitigation take effect whose time has come by the end of tick *now*, in order."""
    end = PENDING + PENDING_SIZE * MOST_PENDING
    waiting = cells[PENDING:end]
    kept: list[int] = []
    for place in range(0, len(waiting), PENDING_SIZE):
        order = waiting[place : place + PENDING_SIZE]
        if order[0] and order[2] <= now + 1:
            _take_effect(world.wiring, cells, order, now + 1)
        elif order[0]:
            kept += order
    cells[PENDING:end] = kept + [0] * (len(waiting) - len(kept))


def _take_effect(wiring: Wiring, cells: list[int], order: list[int], now: int) -> None:
    mitigation, service, _, proposal = order
    row = MITIGATION_ROWS[mitigation - 1]
    for course in wiring.courses:
        is_there = course.service == service or (row.works_at_edge and service == EDGE)
        if is_there and cells[course.at_started] >= 0:
            _treat(course, cells, row, (proposal, now))
    _disturb(cells, row, mitigation, service)
    for quantity, how, amount, slots in row.changes:
        if slots >> service & 1:
            _change(cells, service, (quantity, how, amount))
    if row.wipes_memory:
        _wipe(wiring, cells, service)
    cells[CALM] = max(cells[CALM], row.calms)
    cells[TROUBLED] |= 1 << service
    cells[ORDERED] += 1
    cells[LANDED] = now


def _treat(course: Course, cells: list[int], row: MitigationRow, grounds: tuple[int, int]) -> None:
    """Hold or end the incident of *course*; *grounds* are the proposal and the tick."""
    number, bit = course.number, 1 << course.kind
    if row.contains & bit:
        if not course.needs_containment:
            cells[course.at_relief] = RELIEF_TICKS
        if not cells[course.at_done] & HELD:
            cells[course.at_done] |= HELD
            cells[HELD_BY + number], cells[HELD_AT + number] = grounds
            cells[UNHELD + number] = 0
    if row.fixes & bit and not cells[course.at_done] & FIXED:
        cells[course.at_done] |= FIXED
        cells[FIXED_BY + number], cells[FIXED_AT + number] = grounds
        cells[UNHELD + number] = 0


def _disturb(cells: list[int], row: MitigationRow, mitigation: int, service: int) -> None:
    """Let the side effects begin; the worse and the longer count where two meet."""
    lost_by = cells[LOST_BY + service]
    if lost_by and row.restores >> (lost_by - 1) & 1:
        cells[LOST + service] = cells[LOST_TICKS + service] = cells[LOST_BY + service] = 0
    if row.error_ticks or row.lost_ticks:
        cells[LASTING] |= 1 << service
    if row.error_ticks:
        _longer(cells, (BLIP + service, row.error), (BLIP_TICKS + service, row.error_ticks))
    if row.lost_ticks:
        if row.lost >= cells[LOST + service]:
            cells[LOST_BY + service] = mitigation
        _longer(cells, (LOST + service, row.lost), (LOST_TICKS + service, row.lost_ticks))
    if row.shed_ticks:
        _longer(cells, (SHED, row.shed), (SHED_TICKS, row.shed_ticks))
    if row.drain_ticks and service in (WORKERS, MESSAGES):
        cells[DRAIN_TICKS] = max(cells[DRAIN_TICKS], row.drain_ticks)


def _longer(cells: list[int], amount: tuple[int, int], ticks: tuple[int, int]) -> None:
    if cells[ticks[0]] == 0:
        cells[amount[0]] = amount[1]
    cells[amount[0]] = max(cells[amount[0]], amount[1])
    cells[ticks[0]] = max(cells[ticks[0]], ticks[1])


def _change(cells: list[int], service: int, change: tuple[str, str, int]) -> None:
    """Set a number of *service* or of the world, or add to it."""
    quantity, how, amount = change
    if quantity == "lag":
        place = SECOND_LAG if service == SECOND else FIRST_LAG
    elif quantity in OF_A_SERVICE:
        place = OF_A_SERVICE[quantity] + service
    else:
        place = HIT if quantity == "hit" else LOST_WRITES
    if quantity == "compromise":
        cells[INFESTED] &= ~(1 << service)
    if how == "set":
        cells[place] = amount
    elif how == "add":
        cells[place] += amount
    else:
        cells[place] += min(cells[FIRST_LAG], cells[SECOND_LAG])


def _wipe(wiring: Wiring, cells: list[int], service: int) -> None:
    """Lose what endpoint telemetry of *service* nobody has looked at."""
    seen = 0
    for role in range(SEATS):
        seen |= cells[KNOWN + role]
    cells[GONE] |= wiring.by_source[ENDPOINT] & wiring.by_service[service] & ~seen
