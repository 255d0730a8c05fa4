"""Asks in ever new words for what it knows, waits, and takes back what is not there."""

from watchfloor.logsentinel.actions import Handoff, Query, Wait, Withdraw
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.routine import seat
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream


def _moves(scene: Scene, draw: Stream) -> Action:
    services = tuple(scene.names.values())
    source = draw.pick(ROLES[scene.role].queries)
    others = [role for role in ROLES if role != scene.role]
    known = tuple(one.id for one in scene.held[:1])
    return draw.pick(
        (
            Wait(1 + draw.below(5)),
            Query(source, services[0]),
            Query(source, draw.pick(services), then=draw.pick(others)),
            Withdraw("p-1"),
            Handoff(draw.pick(others), known) if known else Wait(2),
        )
    )


POLICY = Policy(
    name="noop_variants",
    summary="Asks in ever new words for what it knows, waits, and takes back what is not there.",
    seat=seat(_moves),
    is_lazy=True,
)
