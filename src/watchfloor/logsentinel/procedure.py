"""How the room goes from a proposal to its end, which everybody in it can follow."""

from watchfloor.logsentinel.actions import Wait
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.playbook import PLAYBOOK
from watchfloor.logsentinel.room import MOST_STRAIN
from watchfloor.logsentinel.scene import Proposed, Scene
from watchfloor.logsentinel.tables import MITIGATION_INDEX, MITIGATION_ROWS

COMMANDER = "incident_commander"
TOO_LATE = 14
"""Ticks before the end from which nothing new is begun."""
WIND_UP = 12
"""Ticks before the end from which only the way to the report counts: two orders, what they take to
land, a look at each service and four moves of the commander."""
PAUSE = 4
"""Ticks that a member of the team waits for news at once."""
SLOW_FIX = 4
"""Ticks from which an outage is worth relieving until its fix has landed."""


def steps(incident_type: str) -> tuple[str, ...]:
    """Return the mitigations to order against *incident_type*, the first thing first."""
    play = PLAYBOOK[incident_type]
    fix = play.fixing[0]
    is_held = INCIDENT_TYPES[incident_type].needs_containment or MITIGATIONS[fix].delay >= SLOW_FIX
    return (*play.containing[:1], fix) if is_held else (fix,)


def due(scene: Scene, proposal: Proposed) -> tuple[str, ...]:
    """Return what is still to be ordered against *proposal*, as long as there is time for it.

    The first thing of all is ordered at any time: without it there is nothing to verify.
    """
    is_first = scene.last_landed() < 0
    return tuple(
        one
        for one in steps(proposal.incident_type)
        if not scene.is_known(one, proposal.slot, "pending", "landed")
        and (is_first or has_time(scene, one))
    )


def next_step(scene: Scene) -> tuple[Proposed, str] | None:
    """Return the first thing that is to be ordered, and against what."""
    for proposal in scene.under_discussion():
        for mitigation in due(scene, proposal):
            if proposal.severity:
                return proposal, mitigation
    return None


def is_allowed(scene: Scene, mitigation: str, slot: str) -> bool:
    """Return whether *mitigation* can be ordered on *slot* without asking the commander."""
    row = MITIGATION_ROWS[MITIGATION_INDEX[mitigation]]
    is_safe = not row.is_risky and scene.strain + row.strain <= MOST_STRAIN
    return is_safe or scene.is_known(mitigation, slot, "approved")


def approvals(scene: Scene) -> tuple[tuple[str, str], ...]:
    """Return the mitigations, with their slots, that wait for the commander's word."""
    return tuple(
        (mitigation, proposal.slot)
        for proposal in scene.under_discussion()
        for mitigation in due(scene, proposal)
        if not is_allowed(scene, mitigation, proposal.slot)
    )


def open_checks(scene: Scene) -> tuple[Proposed, ...]:
    """Return the proposals whose services nobody has looked at since a mitigation landed last."""
    last = scene.last_landed()
    return tuple(one for one in scene.under_discussion() if one.checked < max(last, 0))


def is_closing(scene: Scene) -> bool:
    """Return whether what is left of the time is needed to report what was found."""
    return scene.tick >= scene.horizon - WIND_UP and bool(scene.under_discussion())


def has_time(scene: Scene, mitigation: str) -> bool:
    """Return whether *mitigation* can still land and be looked at before the end."""
    looks = len(scene.under_discussion())
    return scene.tick + MITIGATIONS[mitigation].delay + looks + 4 <= scene.horizon


def rest(scene: Scene, then: str = "") -> Wait:
    """Return the wait of somebody who has nothing to do: longer if nobody else has either."""
    lately = [heard.move for heard in scene.timeline[-2:]]
    return Wait(ticks=PAUSE if lately == ["wait", "wait"] and not then else 1, then=then)
