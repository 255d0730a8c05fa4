"""State and action to the next state: the move, then the minute that it takes."""

from collections.abc import Mapping

from watchfloor.logsentinel.actions import Report, Turn, Wait
from watchfloor.logsentinel.cells import (
    ALERTED,
    BLANK,
    FLOOR,
    IDLE,
    IDLE_RUN,
    IS_OVER,
    LANDED,
    MOVES,
    PENDING,
    REDUNDANT,
    REFUSED_MOVES,
    SEATS,
    TICK,
)
from watchfloor.logsentinel.kernel import tick
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.room import ACTS, CANNOT, DONE, REFUSED, UNCHANGED, Act
from watchfloor.logsentinel.state import Entry, State, moves_at_once
from watchfloor.logsentinel.tables import ROLE_INDEX, ROLE_NAMES
from watchfloor.logsentinel.world import World
from watchfloor.play.action import Action, Malformed, name_of
from watchfloor.play.game import Status, Step

FREE_WAITS = 8
"""Ticks after an effect, and at the opening, in which it is no idleness to see what comes."""
MOST_IDLE = 2
"""Useless moves in a row that nobody minds."""

NAMES: Mapping[type[Action | Malformed], str] = {kind: name_of(kind) for kind in ACTS}
MAY: tuple[Mapping[type[Action | Malformed], Act], ...] = tuple(
    {kind: ACTS[kind] for kind in role.moves} for role in ROLES.values()
)
"""What each role may do; whatever else it tries is refused."""


def open_with(world: World, mode: str) -> State:
    """Return the first state of *world* in *mode*."""
    return State(world, mode, BLANK)


def to_move(state: State) -> str | None:
    """Return whose turn it is."""
    return None if state.cells[IS_OVER] else ROLE_NAMES[state.cells[FLOOR]]


def apply(state: State, action: Action | Malformed) -> Step[State]:
    """Return what follows *state* when whoever is to move makes *action*."""
    cells, world, kind = list(state.cells), state.world, type(action)
    floor, now = cells[FLOOR], cells[TICK]
    report, malformed, role = state.report, state.malformed, ROLE_NAMES[floor]
    act, name = MAY[floor].get(kind), NAMES.get(kind, "")
    result, words = act(world, cells, floor, action) if act else REFUSED
    status: Status = "ok" if result != CANNOT else "refused" if name else "malformed"
    if not name:
        malformed = (*malformed, role)
    if result == DONE and isinstance(action, Report):
        report = action
        cells[IS_OVER] = 1
    _go_on(state, cells, action, result)
    heard = (*state.timeline, Entry(now, role, name, words, status))
    turn = state.turn + 1
    after = State(world, state.mode, tuple(cells), turn, heard, report, malformed)
    return Step(after, status)


def _go_on(state: State, cells: list[int], action: Action | Malformed, result: int) -> None:
    """Count the move, let the minutes pass that it takes, and hand the floor on."""
    cells[MOVES] += 1
    if cells[IS_OVER]:
        return
    is_fresh = cells[TICK] - cells[LANDED] <= FREE_WAITS
    is_excused = is_fresh or cells[PENDING] > 0
    ticks = action.ticks if isinstance(action, Wait) and result == DONE else 0
    is_news = _pass(state, cells, action, ticks or 1)
    if result == CANNOT:
        cells[REFUSED_MOVES] += isinstance(action, Turn)
    elif result == UNCHANGED or (ticks and not is_news):
        cells[REDUNDANT] += result == UNCHANGED
        if not is_excused:
            _idle(cells, moves_at_once(state.mode))
    else:
        cells[IDLE_RUN] = 0


def _idle(cells: list[int], together: int) -> None:
    """Count a move that nothing came of, beyond the first ones in a row.

    So many as move *together* count as one: while one of them works the others may wait.
    """
    cells[IDLE_RUN] += 1
    rounds, left = divmod(cells[IDLE_RUN], together)
    cells[IDLE] += left == 0 and rounds > MOST_IDLE


def _pass(state: State, cells: list[int], action: Action | Malformed, ticks: int) -> bool:
    """Hand the floor on and let so many *ticks* pass; return whether an alert came up."""
    floor = cells[FLOOR] = (cells[FLOOR] + 1) % SEATS
    if state.mode == "parallel":
        if floor:
            return False
        ticks = 1
    elif isinstance(action, Turn) and action.then:
        cells[FLOOR] = ROLE_INDEX.get(action.then, floor)
    for _ in range(ticks):
        began = cells[TICK]
        tick(state.world, cells)
        if cells[ALERTED] == began:
            return True
        if cells[IS_OVER]:
            break
    return False
