"""Points at the first lines and always calls an attack."""

from lookout.actions import Decide, Point
from watchfloor.play.action import Action
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Policy


def _reply(seen: Observation) -> Action:
    if seen.role == "spotter":
        return Point(tuple(item.id for item in seen.panel("log").items[:3]))
    return Decide("attacked")


POLICY = Policy(
    name="alarmist",
    summary="Points at the first lines and always calls an attack.",
    seat=lambda _role, _seed: _reply,
    is_lazy=True,
)
