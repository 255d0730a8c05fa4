"""State and action to the next state."""

from collections.abc import Callable

from msgspec.structs import replace

from watchfloor.opensoc import admission, fingerprint
from watchfloor.opensoc.actions import CraftIncident, LookUp, SubmitTriage
from watchfloor.opensoc.admission import Rejected
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.generator import Grown, Wish, drawn_answer, many
from watchfloor.opensoc.held_out import HELD_OUT
from watchfloor.opensoc.stage import Stage
from watchfloor.opensoc.state import MINUTES, Mode, State
from watchfloor.opensoc.subset import anything
from watchfloor.play.action import Action, Malformed
from watchfloor.play.game import Status, Step
from watchfloor.seeds import Seed
from watchfloor.world.event import Event
from watchfloor.world.record import Record

MINUTES_OF = {"record": 2, "log": 5}


def open_with(
    stage: Stage, mode: Mode, seed: Seed, wish: Wish, keeps: Callable[[Grown], bool] = anything
) -> State:
    """Return the first state: a brief for an attacker, or an incident that *keeps* for a defender.

    What is kept does not change how often each answer is right.
    """
    if mode == "self_play":
        return State(mode, stage.name, brief=admission.briefed(seed, stage, wish))
    if keeps is not anything:
        answer = drawn_answer(seed.child("answer").stream(), stage, wish)
        wish = wish._replace(answer=answer)
    found = many(seed.child("incident"), stage, wish)
    grown = next(it for it in found if _may_be_seen(it) and keeps(it))
    shown = _first_shown(grown.case) if mode == "casework" else ()
    return State(mode, stage.name, case=grown.case, truth=grown.truth, shown=shown)


def _may_be_seen(grown: Grown) -> bool:
    """Return whether *grown* is none of the incidents that are kept for evaluation."""
    case = grown.case
    return fingerprint.of(case.events, case.records, case.signals) not in HELD_OUT


def _first_shown(case: Case) -> tuple[str, ...]:
    """Return the lines that raised the alert: all that a case is opened with."""
    return case.raised.proof if case.raised is not None else ()


def to_move(state: State) -> str | None:
    """Return whose turn it is."""
    if state.is_over:
        return None
    return "attacker" if state.case is None else "defender"


def apply(state: State, action: Action | Malformed) -> Step[State]:
    """Return what follows *state* when whoever is to move makes *action*."""
    after = replace(state, turn=state.turn + 1)
    match action:
        case CraftIncident():
            return _crafted(after, action)
        case SubmitTriage():
            return Step(replace(after, answer=action, is_over=True), "ok")
        case LookUp():
            return _looked_up(after, action)
        case _:
            return Step(_blamed(after), "malformed")


def _blamed(state: State) -> State:
    role = str(to_move(state))
    return replace(state, malformed=(*state.malformed, role), is_over=True)


def _crafted(state: State, action: CraftIncident) -> Step[State]:
    if state.brief is None:
        return Step(_blamed(state), "refused")
    found = admission.admit(action, state.brief)
    if isinstance(found, Rejected):
        told = replace(state, gate=found.gate, rejected=found.sentence, is_over=True)
        return Step(told, "refused")
    admitted = replace(
        state,
        case=found.case,
        truth=found.truth,
        learnability=found.learnability,
        is_novel=found.is_novel,
    )
    return Step(admitted, "ok")


def _looked_up(state: State, action: LookUp) -> Step[State]:
    """Return *state* with what the look-up brings; where none is allowed, the turn is the last."""
    if state.mode != "casework" or state.case is None or state.minutes >= MINUTES:
        return Step(_blamed(state), "refused")
    found = _matching(state.case, action)
    shown = tuple(sorted({*state.shown, *found}))
    minutes = min(MINUTES, state.minutes + MINUTES_OF[action.kind])
    status: Status = "ok" if shown != state.shown else "refused"
    return Step(replace(state, shown=shown, minutes=minutes), status)


def _matching(case: Case, action: LookUp) -> list[str]:
    if action.kind == "record":
        return [record.id for record in case.records if action.subject in _names(record)]
    return [event.id for event in case.events if action.subject in _who(event)]


def _names(record: Record) -> tuple[str, ...]:
    """Return what *record* can be looked up by; work by its kind too, as on a calendar."""
    kind = record.role if record.kind == "work" else record.subject
    return (record.subject, record.host, record.actor, kind)


def _who(event: Event) -> tuple[str, ...]:
    return (event.host, event.user, event.account, event.source_ip, event.target_ip)
