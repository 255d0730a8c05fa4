"""What an honest specialist does when it has the floor.

It sees its own telemetry, what it was handed, and what everybody hears. What it does not notice:
an intrusion that trips no alert and that no sweep happens upon, a meter that lies, a second
incident of the kind and place that was already proposed, and what is not in the runbook.
"""

from watchfloor.logsentinel.actions import Mitigate, Propose, Verify, Withdraw
from watchfloor.logsentinel.analyst import Suspicion, explained, suspicions
from watchfloor.logsentinel.cells import MOST_PROPOSALS
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.inquiry import ask, follow_up
from watchfloor.logsentinel.memory import Memory
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.procedure import (
    COMMANDER,
    TOO_LATE,
    is_allowed,
    is_closing,
    next_step,
    open_checks,
    rest,
)
from watchfloor.logsentinel.scene import Scene
from watchfloor.logsentinel.sharing import consult, hand_over, is_exhausted
from watchfloor.play.action import Action
from watchfloor.play.reward import ONE


def reply(scene: Scene, memory: Memory, habits: Habits) -> Action:
    """Return what the specialist of *scene* does next."""
    excused = explained(scene.held)
    pressing = urgent(scene, excused)
    if pressing is not None or is_closing(scene):
        return pressing or rest(scene, COMMANDER)
    return (
        _propose(scene, excused, habits)
        or follow_up(scene, memory, excused, habits)
        or _consult(scene, memory, excused, habits)
        or hand_over(scene, memory, excused, habits)
        or ask(scene, memory, excused, habits)
        or rest(scene)
    )


def urgent(scene: Scene, excused: frozenset[str]) -> Action | None:
    """Return what comes before everything else, if anything does."""
    return _withdraw(scene, excused) or _mitigate(scene) or _verify(scene)


def _withdraw(scene: Scene, excused: frozenset[str]) -> Action | None:
    """Take back an own proposal that records have explained since, if nothing was done yet."""
    for one in scene.under_discussion():
        left = [name for name in one.cited if name not in excused]
        is_baseless = one.role == scene.role and len(left) * 2 <= len(one.cited)
        if is_baseless and not any(done.proposal == one.id for done in scene.ordered):
            return Withdraw(one.id, then=COMMANDER)
    return None


def _mitigate(scene: Scene) -> Action | None:
    step = next_step(scene)
    if scene.phase != "mitigate" or step is None:
        return None
    proposal, mitigation = step
    is_mine = MITIGATIONS[mitigation].role == scene.role
    if not is_mine or not is_allowed(scene, mitigation, proposal.slot):
        return None
    return Mitigate(mitigation, scene.names[proposal.slot], proposal.id, then=scene.role)


def _propose(scene: Scene, excused: frozenset[str], habits: Habits) -> Action | None:
    """Put the likeliest suspicion before the room, if it is likely enough."""
    best = _likeliest(scene, excused, habits)
    if best is None or best.support < habits.propose_at:
        return None
    return _said(scene, best)


def _consult(
    scene: Scene, memory: Memory, excused: frozenset[str], habits: Habits
) -> Action | None:
    """Ask around about what only the own sources speak for; propose it if nobody knows more."""
    best = _likeliest(scene, excused, habits)
    if best is None or best.support * ONE < habits.propose_at * habits.lone:
        return None
    if is_exhausted(scene, memory, best):
        return _said(scene, best)
    return consult(scene, memory, best)


def _likeliest(scene: Scene, excused: frozenset[str], habits: Habits) -> Suspicion | None:
    is_late = scene.tick > scene.horizon - TOO_LATE
    if scene.phase == "report" or is_late or len(scene.proposals) >= MOST_PROPOSALS:
        return None
    found = open_suspicions(scene, excused, habits.lone)
    return found[0] if found and len(found[0].cited) > 1 else None


def _said(scene: Scene, found: Suspicion) -> Action:
    return Propose(found.incident_type, scene.names[found.slot], found.cited, then=COMMANDER)


def open_suspicions(scene: Scene, excused: frozenset[str], lone: int) -> tuple[Suspicion, ...]:
    """Return what the evidence speaks for that no proposal has used and nothing explains."""
    used = {name for one in scene.under_discussion() for name in one.cited}
    left = [one for one in scene.held if one.id not in excused and one.id not in used]
    said = {(_family(one.incident_type), one.slot) for one in scene.proposals}
    found = suspicions(left, scene.names, lone)
    return tuple(one for one in found if (_family(one.incident_type), one.slot) not in said)


def _family(incident_type: str) -> str:
    return INCIDENT_TYPES[incident_type].family


def _verify(scene: Scene) -> Action | None:
    if scene.phase != "verify":
        return None
    checks = open_checks(scene)
    mine = [one for one in checks if one.role == scene.role]
    if not mine:
        return None
    others = [one.role for one in checks if one != mine[0]]
    return Verify(mine[0].id, then=others[0] if others else COMMANDER)
