"""The commander keeps the floor and decides everything from what it sees itself."""

from watchfloor.logsentinel.actions import Mitigate, Propose, Wait
from watchfloor.logsentinel.analyst import suspicions
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.routine import rush, seat, sweep
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.play.reward import ONE
from watchfloor.seeds import Stream


def _moves(scene: Scene, _draw: Stream) -> Action:
    if scene.role != COMMANDER:
        return Wait(then=COMMANDER)
    return (
        _proposed(scene) or _ordered(scene) or rush(scene) or sweep(scene) or Wait(then=COMMANDER)
    )


def _proposed(scene: Scene) -> Action | None:
    found = [one for one in suspicions(scene.held, scene.names, ONE) if len(one.cited) > 1]
    if scene.proposals or not found:
        return None
    best = found[0]
    return Propose(best.incident_type, scene.names[best.slot], best.cited, then=COMMANDER)


def _ordered(scene: Scene) -> Action | None:
    is_done = scene.last_landed() >= 0 or scene.is_waiting()
    if scene.phase != "mitigate" or is_done:
        return None
    return Mitigate("post_status", scene.names["edge"], then=COMMANDER)


POLICY = Policy(
    name="solo_commander",
    summary="The commander keeps the floor and decides everything from what it sees itself.",
    seat=seat(_moves),
    is_lazy=True,
)
