"""The commander keeps the floor and decides everything from what it sees itself."""

from watchfloor.logsentinel.actions import Mitigate, Wait
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.routine import anything, loudest, papers, rush, seat, sweep
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream


def _moves(scene: Scene, _draw: Stream) -> Action:
    if scene.role != COMMANDER:
        return Wait(then=COMMANDER)
    return (
        _proposed(scene) or _ordered(scene) or rush(scene) or sweep(scene) or Wait(then=COMMANDER)
    )


def _proposed(scene: Scene) -> Action | None:
    for kind, slot in [] if scene.proposals else loudest(scene)[:1]:
        return anything(scene, papers(scene, kind), kind, slot)
    return None


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
