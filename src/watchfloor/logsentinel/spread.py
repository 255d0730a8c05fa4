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
    INFESTED,
    INTENSITY,
    KNOWN,
    SERVICES,
    STARTED,
    UNHELD,
)
from watchfloor.logsentinel.fixed_point import BITS, ONE, parts
from watchfloor.logsentinel.forces import COMPROMISE_FORCE, NO_FORCES, PRESSED
from watchfloor.logsentinel.noise import word
from watchfloor.logsentinel.outbreak import GROWN, GROWN_FROM, LINGERING, MEMBERS, TIME
from watchfloor.logsentinel.wiring import HARMLESS_TICKS, Acts, Course, Wiring

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


def break_out(wiring: Wiring, cells: list[int], tick: int) -> list[int] | None:
    """Let every incident go on for *tick*, and return how they act on services, if they do."""
    forces: list[int] | None = None
    for path in wiring.paths:
        since, until, at_strength, at_start, at_done, most, growth, passes, due, acts, course = path
        if since > tick or tick >= until:
            continue
        began = cells[at_start]
        if began < 0:
            if not _is_due(course, cells, tick):
                continue
            cells[at_start] = began = tick
        if passes or cells[at_done]:
            strength = _changed(course, cells, tick - began)
        else:
            strength = cells[at_strength] + growth
            strength = strength if strength < most else most  # noqa: FURB136  # calls are dear
        cells[at_strength] = strength
        if strength:
            if tick - began < len(due):
                show(wiring, cells, due[tick - began], tick)
            forces = _act(cells, forces, acts, course, strength)
    return forces


def _is_due(course: Course, cells: list[int], tick: int) -> bool:
    trigger, parent = course.trigger, course.parent
    if trigger == TIME:
        return True
    began = cells[STARTED + parent]
    if trigger == GROWN:
        is_old = 0 <= began <= tick - course.starts
        return is_old and cells[INTENSITY + parent] >= GROWN_FROM
    done = cells[DONE + parent]
    is_held = done & HELD and not (trigger == LINGERING and done & FIXED)
    return bool(is_held) and tick - cells[HELD_AT + parent] >= course.starts


def _changed(course: Course, cells: list[int], age: int) -> int:
    """Return how strong an incident is that passes by itself, or that something was done about."""
    strength = cells[course.at_intensity]
    if course.is_harmless:
        if age >= HARMLESS_TICKS:
            return strength - HARMLESS_FADES if strength > HARMLESS_FADES else 0
        return min(course.most >> 1, strength + course.growth)
    if cells[course.at_done] & FIXED:
        return _faded(course, cells, strength)
    if course.needs_containment:
        return max(strength - HELD_FADES, min(strength, HELD_AT_LEAST))
    if cells[course.at_relief]:
        return strength
    return min(course.most, strength + course.growth)


def _faded(course: Course, cells: list[int], strength: int) -> int:
    """Return how strong an incident is that was ended, which it forgets if nobody holds it."""
    if course.needs_containment and not cells[course.at_done] & HELD:
        number = course.number
        cells[UNHELD + number] += 1
        if cells[UNHELD + number] >= COMES_BACK:
            cells[course.at_done] &= ~FIXED
            cells[UNHELD + number] = 0
    return strength - FIXED_FADES if strength > FIXED_FADES else 0


def show(wiring: Wiring, cells: list[int], due: int, tick: int) -> None:
    """Let the evidence that is *due* be had, and let its owners know what is pushed."""
    fresh = due & ~(cells[EMITTED] | cells[GONE])
    if not fresh:
        return
    cells[EMITTED] |= fresh
    pushed = fresh & wiring.pushed
    if pushed:
        cells[ALERTED] = tick
        for role, owned in enumerate(wiring.owned):
            cells[KNOWN + role] |= pushed & owned


def _act(
    cells: list[int], forces: list[int] | None, acts: Acts, course: Course, strength: int
) -> list[int] | None:
    """Return *forces* with those of an incident of that *strength*, and count what it damages."""
    at_relief, bit, effects, damage = acts
    relief = cells[at_relief]
    if relief:
        cells[at_relief] = relief - 1
        strength = (strength * RELIEVED) >> BITS
    if effects:
        if forces is None:
            forces = NO_FORCES[:]
        forces[PRESSED] |= bit
        for place, amount in effects:
            forces[place] += (amount * strength) >> BITS
    if damage:
        _harm(course, cells, (strength * damage) >> BITS)
    return forces


def _harm(course: Course, cells: list[int], damage: int) -> None:
    """Count the *damage* of an incident: more where it has spread, less where it is held."""
    if course.spreads:
        damage += (damage * _reach(cells)) >> 2
    if course.needs_containment and cells[course.at_done] & HELD:
        damage >>= HELD_SHIFT
    cells[DAMAGE + course.number] += damage


def _reach(cells: list[int]) -> int:
    """Return how many services are infected beside the first."""
    infested = cells[INFESTED].bit_count()
    return infested - 1 if infested else 0


def infect(wiring: Wiring, cells: list[int], forces: list[int] | None, tick: int) -> None:
    """Let what is inside spread to a neighbour, or fade when nothing feeds it."""
    is_fed = False
    if forces:
        for service in wiring.spreaders:
            fed = forces[COMPROMISE_FORCE + service]
            if fed:
                _compromise(cells, service, fed)
                is_fed = True
    if not is_fed:
        _heal(cells)
    elif cells[INFESTED]:
        luck, infected = word(wiring.key, tick), MEMBERS[cells[INFESTED]]
        near = wiring.neighbours[infected[(luck & 0xFFFF) * len(infected) >> 16]]
        if near and (luck >> 16 & 0xFFFF) < INFECTS * len(infected):
            _compromise(cells, near[(luck >> 48) * len(near) >> 16], INFECTION)


def _compromise(cells: list[int], service: int, more: int) -> None:
    level = cells[COMPROMISE + service] + more
    cells[COMPROMISE + service] = level = level if level < ONE else ONE  # noqa: FURB136  # as above
    if level > INFECTED:
        cells[INFESTED] |= 1 << service


def _heal(cells: list[int]) -> None:
    """Let what is inside fade, since nothing feeds it."""
    block = cells[COMPROMISE : COMPROMISE + SERVICES]
    if any(block):
        block = [level - ((level + (1 << HEALS) - 1) >> HEALS) for level in block]
        cells[COMPROMISE : COMPROMISE + SERVICES] = block
        cells[INFESTED] = sum(1 << place for place, it in enumerate(block) if it > INFECTED)
