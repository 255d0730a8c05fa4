"""Says again what was heard last."""

from collections.abc import Callable, Mapping

from watchfloor.logsentinel.actions import Mitigate, Query, Wait
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.routine import rush, seat, sweep
from watchfloor.logsentinel.scene import Heard, Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream


def _moves(scene: Scene, _draw: Stream) -> Action:
    for heard in reversed(scene.timeline):
        if heard.role != scene.role and heard.move in _AGAIN and len(heard.words) > 1:
            return _AGAIN[heard.move](heard, scene)
    return rush(scene) or sweep(scene) or Wait()


def _query(heard: Heard, scene: Scene) -> Action:
    """Ask the own source about the service that somebody asked about."""
    return Query(ROLES[scene.role].queries[0], heard.words[1])


def _mitigate(heard: Heard, _scene: Scene) -> Action:
    return Mitigate(heard.words[0], heard.words[1], heard.words[2] if len(heard.words) > 2 else "")


def _approve(heard: Heard, _scene: Scene) -> Action:
    """Order what was just allowed."""
    return Mitigate(heard.words[0], heard.words[1])


_AGAIN: Mapping[str, Callable[[Heard, Scene], Action]] = {
    "query": _query,
    "mitigate": _mitigate,
    "approve": _approve,
}


POLICY = Policy(
    name="echo",
    summary="Says again what was heard last.",
    seat=seat(_moves),
    is_lazy=True,
)
