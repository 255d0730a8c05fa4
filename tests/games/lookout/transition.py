"""State and action to the next state."""

from msgspec.structs import replace

from lookout.actions import Ask, Decide, Point
from lookout.state import MOST_ROUNDS, State
from watchfloor.play.action import Action, Malformed
from watchfloor.play.game import Step

MOST_LINES = 3


def to_move(state: State) -> str | None:
    """Return whose turn it is."""
    if state.is_over:
        return None
    return "keeper" if state.is_keepers_turn else "spotter"


def apply(state: State, action: Action | Malformed) -> Step[State]:
    """Return what follows *state* when whoever is to move makes *action*."""
    after = replace(state, turn=state.turn + 1)
    match action:
        case Point(lines):
            return _point(after, lines)
        case Ask():
            return _ask(after)
        case Decide(gate, origin):
            return Step(replace(after, decision=gate, origin=origin, is_over=True), "ok")
        case _:
            role = str(to_move(state))
            blamed = replace(after, malformed=(*after.malformed, role))
            return Step(_passed(blamed), "malformed")


def _passed(state: State) -> State:
    """Return *state* when the turn passes with nothing done."""
    if state.is_keepers_turn:
        return replace(state, is_over=True)
    return replace(state, is_keepers_turn=True)


def _point(state: State, lines: tuple[str, ...]) -> Step[State]:
    known = {event.id for event in state.incident.events}
    if not lines or len(lines) > MOST_LINES or not known.issuperset(lines):
        return Step(_passed(state), "refused")
    return Step(replace(state, pointed=tuple(sorted({*lines})), is_keepers_turn=True), "ok")


def _ask(state: State) -> Step[State]:
    if state.round == MOST_ROUNDS:
        return Step(_passed(state), "refused")
    return Step(replace(state, round=state.round + 1, is_keepers_turn=False), "ok")
