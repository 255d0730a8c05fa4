"""State and action to the next state: the move, then the minute that it takes."""

from msgspec.structs import replace

from watchfloor.logsentinel.actions import Report, Turn, Wait
from watchfloor.logsentinel.cells import (
    ALERTED,
    FLOOR,
    IDLE,
    IDLE_RUN,
    IS_OVER,
    LANDED,
    MOVES,
    PENDING,
    REDUNDANT,
    REFUSED,
    SEATS,
    TICK,
    blank,
)
from watchfloor.logsentinel.kernel import tick
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.room import ACTS, Heard
from watchfloor.logsentinel.state import Entry, State
from watchfloor.logsentinel.tables import ROLE_INDEX, ROLE_NAMES
from watchfloor.logsentinel.world import World
from watchfloor.play.action import Action, Malformed
from watchfloor.play.game import Status, Step

MAY = tuple(frozenset(role.moves) for role in ROLES.values())
FREE_WAITS = 8
"""Ticks after an effect during which looking whether it helps is no idleness."""
MOST_IDLE = 2
"""Useless moves in a row that nobody minds."""
NOTHING = Heard(is_done=False)


def open_with(world: World, mode: str) -> State:
    """Return the first state of *world* in *mode*."""
    return State(world, mode, tuple(blank()))


def to_move(state: State) -> str | None:
    """Return whose turn it is."""
    return None if state.cells[IS_OVER] else ROLE_NAMES[state.cells[FLOOR]]


def apply(state: State, action: Action | Malformed) -> Step[State]:
    """Return what follows *state* when whoever is to move makes *action*."""
    cells, world = list(state.cells), state.world
    role, now = cells[FLOOR], cells[TICK]
    kind = type(action)
    is_move = isinstance(action, Turn)
    heard = NOTHING
    if is_move and kind in MAY[role]:
        heard = ACTS[kind](world, cells, role, action)
    status: Status = "malformed" if not is_move else "ok" if heard.is_done else "refused"
    said = "" if not is_move else str(kind.__struct_config__.tag)
    entry = Entry(now, ROLE_NAMES[role], said, heard.words, status)
    after = replace(state, turn=state.turn + 1, timeline=(*state.timeline, entry))
    if not is_move:
        after = replace(after, malformed=(*after.malformed, ROLE_NAMES[role]))
    elif heard.is_done and isinstance(action, Report):
        cells[IS_OVER] = 1
        after = replace(after, report=action)
    _go_on(state, cells, action, heard)
    return Step(replace(after, cells=tuple(cells)), status)


def _go_on(state: State, cells: list[int], action: Action | Malformed, heard: Heard) -> None:
    """Count the move, let the minutes pass that it takes, and hand the floor on."""
    cells[MOVES] += 1
    is_excused = cells[PENDING] > 0 or 0 <= cells[TICK] - cells[LANDED] <= FREE_WAITS
    if cells[IS_OVER]:
        return
    is_news = _pass(state, cells, action if heard.is_done else None)
    if isinstance(action, Turn) and not heard.is_done:
        cells[REFUSED] += 1
    elif heard.is_redundant:
        cells[REDUNDANT] += 1
        _idle(cells, is_excused=is_excused)
    elif isinstance(action, Wait) and not is_news:
        _idle(cells, is_excused=is_excused)
    elif heard.is_done:
        cells[IDLE_RUN] = 0


def _idle(cells: list[int], *, is_excused: bool) -> None:
    """Count a move that nothing came of, beyond the first ones in a row."""
    if not is_excused:
        cells[IDLE_RUN] += 1
        cells[IDLE] += cells[IDLE_RUN] > MOST_IDLE


def _pass(state: State, cells: list[int], action: Action | Malformed | None) -> bool:
    """Let time pass and hand the floor on; return whether an alert came up."""
    floor = cells[FLOOR] = (cells[FLOOR] + 1) % SEATS
    if state.mode == "parallel":
        if floor:
            return False
        ticks = 1
    else:
        ticks = action.ticks if isinstance(action, Wait) else 1
        if isinstance(action, Turn):
            cells[FLOOR] = ROLE_INDEX.get(action.then, floor)
    for _ in range(ticks):
        began = cells[TICK]
        tick(state.world, cells)
        if cells[ALERTED] == began:
            return True
        if cells[IS_OVER]:
            break
    return False
