"""What an honest commander does when it has the floor.

It touches no system: it rates what is proposed, allows what is risky, asks the calendar about what
the others look at, moves the phases, and reports what was checked. It has no opinion of its own on
what is wrong, and it stops looking once the room has been quiet.
"""

from watchfloor.logsentinel.actions import (
    Advance,
    Approve,
    Claim,
    Phase,
    Query,
    Report,
    SetSeverity,
)
from watchfloor.logsentinel.analyst import severity
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.inquiry import ask, follow_up
from watchfloor.logsentinel.memory import Memory
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.procedure import (
    COMMANDER,
    approvals,
    is_closing,
    next_step,
    open_checks,
    rest,
)
from watchfloor.logsentinel.scene import Proposed, Scene
from watchfloor.logsentinel.sharing import hand_excuse, hand_over
from watchfloor.play.action import Action

FRESH = 10
"""Ticks for which an answer of the calendar holds."""


def reply(scene: Scene, memory: Memory, habits: Habits) -> Action:
    """Return what the commander of *scene* does next."""
    nobody = frozenset[str]()
    if is_closing(scene):
        speaker = _next_speaker(scene) or COMMANDER
        return _rate(scene) or _move_on(scene, habits) or rest(scene, speaker)
    return (
        _rate(scene)
        or hand_excuse(scene, memory)
        or _look_up(scene, memory)
        or _move_on(scene, habits)
        or follow_up(scene, memory, nobody, habits)
        or hand_over(scene, memory, nobody, habits)
        or _ask(scene, memory, habits)
        or rest(scene, _next_speaker(scene))
    )


def _rate(scene: Scene) -> Action | None:
    for one in scene.under_discussion():
        if not one.severity:
            grave = severity(one.incident_type, scene.tiers[one.slot])
            return SetSeverity(one.id, grave, then=COMMANDER)
    return None


def _look_up(scene: Scene, memory: Memory) -> Action | None:
    """Ask the calendar about what is proposed before anything is done about it."""
    for one in scene.under_discussion():
        asked = memory.asked.get(("change", one.slot), -1000)
        is_treated = any(done.proposal == one.id for done in scene.ordered)
        if asked < one.tick - FRESH and not is_treated:
            memory.asked["change", one.slot] = scene.tick
            return Query("change", scene.names[one.slot], then=COMMANDER)
    return None


def _move_on(scene: Scene, habits: Habits) -> Action | None:
    wanted = approvals(scene)
    if wanted and scene.phase != "detect":
        mitigation, slot = wanted[0]
        return Approve(mitigation, scene.names[slot], then=_after_approval(scene, mitigation))
    following = _following(scene, habits)
    if following is not None:
        is_own = following in ("triage", "report")
        return Advance(following, then=COMMANDER if is_own else _owner(scene))
    return Report(_claims(scene)) if scene.phase == "report" else None


def _after_approval(scene: Scene, mitigation: str) -> str:
    return MITIGATIONS[mitigation].role if scene.phase == "mitigate" else COMMANDER


def _following(scene: Scene, habits: Habits) -> Phase | None:
    """Return the phase to go to, if it is time."""
    discussed = bool(scene.under_discussion())
    calm = _calm(scene)
    is_late = is_closing(scene)
    match scene.phase:
        case "detect":
            return "triage" if discussed and (calm >= habits.look_around or is_late) else None
        case "triage":
            return "mitigate" if discussed else "detect"
        case "mitigate":
            return _from_mitigate(scene)
        case "verify" if next_step(scene):
            return "mitigate"
        case "verify" if not open_checks(scene) and (calm >= habits.quiet or is_late):
            return "report"
        case _:
            return None


def _from_mitigate(scene: Scene) -> Phase | None:
    if scene.is_waiting() or next_step(scene):
        return None
    return "verify" if scene.last_landed() >= 0 else "detect"


def _calm(scene: Scene) -> int:
    """Return for how many ticks nothing was proposed and nothing has landed."""
    stirred = max((scene.last_landed(), *(one.tick for one in scene.proposals)))
    return scene.tick - stirred


def _owner(scene: Scene) -> str:
    """Return whoever has to do the next thing."""
    step = next_step(scene)
    if step is not None:
        return MITIGATIONS[step[1]].role
    checks = open_checks(scene)
    return checks[0].role if checks else COMMANDER


def _next_speaker(scene: Scene) -> str:
    """Return whoever has to do the next thing now, or nobody in particular."""
    is_due = scene.phase == "mitigate" and next_step(scene)
    is_unchecked = scene.phase == "verify" and open_checks(scene)
    return _owner(scene) if is_due or is_unchecked else ""


def _ask(scene: Scene, memory: Memory, habits: Habits) -> Action | None:
    speaker = _next_speaker(scene)
    if speaker and speaker != COMMANDER:
        return None
    return ask(scene, memory, frozenset(), habits)


def _claims(scene: Scene) -> tuple[Claim, ...]:
    return tuple(
        claim for proposal in scene.under_discussion() for claim in _claims_of(scene, proposal)
    )


def _claims_of(scene: Scene, proposal: Proposed) -> list[Claim]:
    """Return what was seen to be true of *proposal*."""
    claims = [
        Claim("root_cause", proposal.id, evidence=proposal.cited),
        Claim("severity", proposal.id, str(proposal.severity)),
    ]
    landed = [one for one in scene.ordered if one.state == "landed" and one.proposal == proposal.id]
    claims += [Claim("mitigation_done", proposal.id, one.mitigation) for one in landed]
    if landed and proposal.check == "well" and proposal.checked >= scene.last_landed():
        claims += [Claim("recovered", proposal.id), Claim("contained", proposal.id)]
    return claims
