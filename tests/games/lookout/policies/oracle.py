"""Knows the answer key and the proof."""

from lookout import verifier
from lookout.actions import Decide, Point
from lookout.state import State
from watchfloor.play.action import Action
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Insider


def _reply(seen: Observation, state: State) -> Action:
    proof = verifier.proof(state)
    if seen.role == "spotter":
        lines = tuple(event.id for event in proof) or (state.incident.events[0].id,)
        return Point(lines[:3])
    return Decide("attacked", proof[0].source_ip) if proof else Decide("calm")


POLICY = Insider(
    name="oracle",
    summary="Knows the answer key and the proof.",
    seat=lambda _role, _seed: _reply,
)
