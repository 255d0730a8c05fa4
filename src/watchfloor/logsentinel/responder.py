"""What an honest specialist does when it has the floor.

It sees its own telemetry, what it was handed, and what everybody hears. What it does not notice:
an intrusion that trips no alert and that no sweep happens upon, a meter that lies, a second
incident of the kind and place that was already proposed, and what is not in the runbook.
"""

from watchfloor.logsentinel.actions import Mitigate, Propose, Verify, Wait, Withdraw
from watchfloor.logsentinel.analyst import Suspicion, explained, suspicions
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.inquiry import ask
from watchfloor.logsentinel.memory import Memory
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.procedure import COMMANDER, is_allowed, next_step, open_checks
from watchfloor.logsentinel.scene import Scene
from watchfloor.logsentinel.sharing import hand_over
from watchfloor.play.action import Action


def reply(scene: Scene, memory: Memory, habits: Habits) -> Action:
    """Return what the specialist of *scene* does next."""
    excused = explained(scene.held)
    return (
        _withdraw(scene, excused)
        or _mitigate(scene)
        or _propose(scene, excused, habits)
        or _verify(scene)
        or hand_over(scene, memory, excused, habits)
        or ask(scene, memory, excused, habits)
        or Wait()
    )


def _withdraw(scene: Scene, excused: frozenset[str]) -> Action | None:
    """Take back an own proposal that records have explained since, if nothing was done yet."""
    for one in scene.under_discussion():
        is_baseless = one.role == scene.role and excused.issuperset(one.cited)
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
    """Put the likeliest suspicion before the room, if it is likely enough and nobody has."""
    found = _open_suspicions(scene, excused, habits.lone)
    if not found or found[0].support < habits.propose_at or len(scene.proposals) >= 6:
        return None
    best = found[0]
    if len(best.cited) < 2 or scene.phase == "report":
        return None
    return Propose(best.incident_type, scene.names[best.slot], best.cited, then=COMMANDER)


def _open_suspicions(scene: Scene, excused: frozenset[str], lone: int) -> tuple[Suspicion, ...]:
    """Return what the evidence speaks for that no proposal has used and nothing explains."""
    used = {name for one in scene.under_discussion() for name in one.cited}
    left = [one for one in scene.held if one.id not in excused and one.id not in used]
    said = {(one.incident_type, one.slot) for one in scene.proposals}
    found = suspicions(left, scene.names, lone)
    return tuple(one for one in found if (one.incident_type, one.slot) not in said)


def _verify(scene: Scene) -> Action | None:
    if scene.phase != "verify":
        return None
    mine = [one for one in open_checks(scene) if one.role == scene.role]
    return Verify(mine[0].id, then=COMMANDER) if mine else None
