"""Knows the truth and its proof; as the attacker, crafts what readers disagree about most."""

from watchfloor.opensoc import crafting
from watchfloor.opensoc.actions import MOST_CITED, LookUp, SubmitTriage
from watchfloor.opensoc.proof import shortest
from watchfloor.opensoc.state import State
from watchfloor.play.action import Action
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Informed, Insider
from watchfloor.seeds import Seed


def _seat(role: str, seed: Seed) -> Informed:
    draw = seed.stream()

    def reply(seen: Observation, state: State) -> Action:
        if role == "attacker" or state.truth is None:
            return crafting.guided(seen, draw)
        return _answer(seen, state)

    return reply


def _answer(seen: Observation, state: State) -> Action:
    if state.truth is None or state.case is None:
        return SubmitTriage("dismiss")
    shown = {item.id for source in ("log", "records") for item in seen.panel(source).items}
    proof = shortest(state.truth.certificate)
    hidden = [name for name in proof if name not in shown]
    if hidden and len(set(proof) & shown) < MOST_CITED and "look_up" in seen.moves:
        return _look_up(state, hidden[0])
    cited = [name for name in proof if name in shown][:MOST_CITED]
    return SubmitTriage(state.truth.answer, tuple(cited), confidence=1.0)


def _look_up(state: State, name: str) -> LookUp:
    """Return the look-up that brings up the event or record called *name*."""
    if state.case is None:
        return LookUp("log", name)
    for record in state.case.records:
        if record.id == name:
            return LookUp("record", record.subject)
    event = next(event for event in state.case.events if event.id == name)
    return LookUp("log", event.host)


POLICY = Insider(name="oracle", summary="Knows the truth and its proof.", seat=_seat)
