"""Proposes and treats the outages that an analyst finds likely, and no intrusion."""

from watchfloor.logsentinel.actions import Propose
from watchfloor.logsentinel.analyst import MOST_CITED, suspicions
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.motions import spray
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.routine import seat
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.play.reward import ONE


def _outage(scene: Scene) -> Action | None:
    said = {(one.incident_type, one.slot) for one in scene.proposals}
    for one in suspicions(scene.held, scene.names, ONE):
        is_new = (one.incident_type, one.slot) not in said and len(one.cited) > 1
        if is_new and INCIDENT_TYPES[one.incident_type].family == "operational":
            return Propose(
                one.incident_type, scene.names[one.slot], one.cited[:MOST_CITED], then=COMMANDER
            )
    return None


POLICY = Policy(
    name="outages_only",
    summary="Proposes and treats the outages that an analyst finds likely, and no intrusion.",
    seat=seat(spray(_outage)),
    is_lazy=True,
)
