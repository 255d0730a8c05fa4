"""Proposes the first thing that comes to mind, does one thing and reports."""

from watchfloor.logsentinel.actions import Wait
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.routine import anything, check, rush, seat, sweep, treat
from watchfloor.logsentinel.scene import Scene
from watchfloor.logsentinel.tables import SPEAKS_FOR
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream


def _moves(scene: Scene, draw: Stream) -> Action:
    return (
        rush(scene)
        or treat(scene)
        or check(scene)
        or (_guess(scene, draw) if not scene.proposals else None)
        or sweep(scene)
        or Wait()
    )


def _guess(scene: Scene, draw: Stream) -> Action | None:
    kinds = SPEAKS_FOR[scene.held[0].rule] if scene.held else ()
    if not kinds:
        return None
    kind = draw.pick(kinds)
    slots = [slot for slot in INCIDENT_TYPES[kind].slots if slot in scene.names]
    return anything(scene, scene.held, kind, draw.pick(slots)) if slots else None


POLICY = Policy(
    name="report_now",
    summary="Proposes the first thing that comes to mind, does one thing and reports.",
    seat=seat(_moves),
    is_lazy=True,
)
