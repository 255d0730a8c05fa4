"""How incidents begin, grow, are held, fade and come back, and what they show and do meanwhile."""

from watchfloor.logsentinel.cells import (
    ALERTED,
    COMPROMISE,
    DAMAGE,
    DONE,
    EMITTED,
    FIXED,
    GONE,
    HELD,
    HELD_AT,
    INTENSITY,
    KNOWN,
    RELIEF,
    SERVICES,
    STARTED,
    UNHELD,
)
from watchfloor.logsentinel.fixed_point import BITS, ONE, parts
from watchfloor.logsentinel.outbreak import GROWN, GROWN_FROM, TIME
from watchfloor.logsentinel.tables import CHANNELS
from watchfloor.logsentinel.wiring import Course, Wiring

HARMLESS_TICKS = 12
"""How long what is harmless grows before it passes by itself."""
HARMLESS_FADES = parts("0.25")
FIXED_FADES = parts("0.167")
HELD_FADES = parts("0.125")
HELD_AT_LEAST = parts("0.25")
"""How strong an intruder stays who is only held."""
RELIEVED = parts("0.4")
COMES_BACK = 6
"""Ticks after which an intruder who was thrown out without being held is back."""
HELD_SHIFT = 3
"""Damage is divided by two so many times once an intruder is held."""

INFECTED = parts("0.4")
INFECTION = parts("0.25")
INFECTS = 1200
"""How often in 65536 a tick an infected service infects a neighbour."""
HEALS = 4

EFFECTS = len(CHANNELS) * SERVICES
ERROR_FORCE, LOAD_FORCE, CAPACITY_FORCE, POOL_FORCE, DISK_FORCE = (
    CHANNELS.index(channel) * SERVICES for channel in ("error", "load", "capacity", "pool", "disk")
)
LAG_FORCE, MISS_FORCE, STALL_FORCE, COMPROMISE_FORCE, TRAFFIC_FORCE = (
    CHANNELS.index(channel) * SERVICES
    for channel in ("lag", "miss", "stall", "compromise", "traffic")
)
"""Where the channels begin in the forces of a tick."""

NO_FORCES = [0] * EFFECTS


def break_out(wiring: Wiring, cells: list[int], tick: int) -> list[int] | None:
    """Let every incident go on for *tick*, and return how they act on services, if they do."""
    forces: list[int] | None = None
    for course in wiring.courses:
        number = course[0]
        started = cells[STARTED + number]
        if started < 0:
            if not _is_due(course, cells, tick):
                continue
            cells[STARTED + number] = started = tick
        intensity = _grown(course, cells, tick - started)
        cells[INTENSITY + number] = intensity
        if intensity == 0:
            continue
        age, due = tick - started, course.due
        if age < len(due) and due[age]:
            show(wiring, cells, due[age], tick)
        if course.effects or course.damage:
            forces = _acted(course, cells, intensity, forces or NO_FORCES[:])
    return forces


def _is_due(course: Course, cells: list[int], tick: int) -> bool:
    trigger, parent = course.trigger, course.parent
    if trigger == TIME:
        return tick >= course.starts
    began = cells[STARTED + parent]
    if trigger == GROWN:
        is_old = 0 <= began <= tick - course.starts
        return is_old and cells[INTENSITY + parent] >= GROWN_FROM
    is_held = cells[DONE + parent] & (HELD | FIXED) == HELD
    return is_held and tick - cells[HELD_AT + parent] >= course.starts


def _grown(course: Course, cells: list[int], age: int) -> int:
    """Return how strong the incident of *course* is now."""
    number = course.number
    intensity, done = cells[INTENSITY + number], cells[DONE + number]
    if course.is_harmless:
        if age < HARMLESS_TICKS:
            return min(course.most >> 1, intensity + course.growth)
        return max(0, intensity - HARMLESS_FADES)
    if done & FIXED:
        return _faded(course, cells, intensity)
    if done and course.needs_containment:
        return max(intensity - HELD_FADES, min(intensity, HELD_AT_LEAST))
    if cells[RELIEF + number]:
        return intensity
    return min(course.most, intensity + course.growth)


def _faded(course: Course, cells: list[int], intensity: int) -> int:
    """Return how strong an incident is that was ended, which it forgets if nobody holds it."""
    number = course.number
    if course.needs_containment and not cells[DONE + number] & HELD:
        cells[UNHELD + number] += 1
        if cells[UNHELD + number] >= COMES_BACK:
            cells[DONE + number] &= ~FIXED
            cells[UNHELD + number] = 0
    return max(0, intensity - FIXED_FADES)


def show(wiring: Wiring, cells: list[int], due: int, tick: int) -> None:
    """Let the evidence that is *due* be had, and let its owners know what is pushed."""
    fresh = due & ~(cells[EMITTED] | cells[GONE])
    cells[EMITTED] |= fresh
    pushed = fresh & wiring.pushed
    if pushed:
        cells[ALERTED] = tick
        for role, owned in enumerate(wiring.owned):
            cells[KNOWN + role] |= pushed & owned


def _acted(course: Course, cells: list[int], intensity: int, forces: list[int]) -> list[int]:
    """Return *forces* with those of an incident of *intensity*, having counted its damage."""
    number = course.number
    if cells[RELIEF + number]:
        cells[RELIEF + number] -= 1
        intensity = (intensity * RELIEVED) >> BITS
    for place, amount in course.effects:
        forces[place] += (amount * intensity) >> BITS
    damage = (intensity * course.damage) >> BITS
    if damage:
        if course.spreads:
            damage += (damage * _reach(cells)) >> 2
        if course.needs_containment and cells[DONE + number] & HELD:
            damage >>= HELD_SHIFT
        cells[DAMAGE + number] += damage
    return forces


def _reach(cells: list[int]) -> int:
    """Return how many services are infected beside the first."""
    block = cells[COMPROMISE : COMPROMISE + SERVICES]
    if not any(block):
        return 0
    return max(0, sum(level > INFECTED for level in block) - 1)


def infect(wiring: Wiring, cells: list[int], forces: list[int] | None, lanes: int) -> None:
    """Let what is inside spread to a neighbour, or fade when nothing feeds it."""
    block = cells[COMPROMISE : COMPROMISE + SERVICES]
    fed = forces[COMPROMISE_FORCE : COMPROMISE_FORCE + SERVICES] if forces else ()
    if not any(fed):
        if any(block):
            block = [level - ((level + (1 << HEALS) - 1) >> HEALS) for level in block]
            cells[COMPROMISE : COMPROMISE + SERVICES] = block
        return
    block = [min(ONE, level + more) for level, more in zip(block, fed, strict=True)]
    infected = [service for service, level in enumerate(block) if level > INFECTED]
    if (lanes & 0xFFFF) < INFECTS * len(infected):
        source = infected[((lanes >> 16) & 0xFFFF) * len(infected) >> 16]
        near = wiring.neighbours[source]
        if near:
            target = near[(lanes >> 32) * len(near) >> 16]
            block[target] = min(ONE, block[target] + INFECTION)
    cells[COMPROMISE : COMPROMISE + SERVICES] = block
