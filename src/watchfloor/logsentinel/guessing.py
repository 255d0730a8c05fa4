"""Moves drawn blindly."""

from collections.abc import Callable, Mapping
from typing import get_args

from watchfloor.logsentinel.actions import (
    Advance,
    Approve,
    Claim,
    Handoff,
    Mitigate,
    Phase,
    Propose,
    Query,
    Report,
    SetSeverity,
    Verify,
    Wait,
    Withdraw,
)
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.playbook import PLAYBOOK
from watchfloor.logsentinel.procedure import COMMANDER, is_allowed
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.scene import Proposed, Scene
from watchfloor.play.action import Action, name_of
from watchfloor.seeds import Stream

_PHASES: tuple[Phase, ...] = get_args(Phase)


def any_move(scene: Scene, draw: Stream) -> Action:
    """Return one of the moves of the role, with anything at all in it."""
    move = name_of(draw.pick(ROLES[scene.role].moves))
    return _ANYTHING[move](scene, draw)


def _service(scene: Scene, draw: Stream) -> str:
    return draw.pick(tuple(scene.names.values()))


def _proposal(draw: Stream) -> str:
    return f"p-{1 + draw.below(6)}"


def _some(scene: Scene, draw: Stream, most: int) -> tuple[str, ...]:
    ids = tuple(one.id for one in scene.held)
    return tuple(draw.sample(ids, min(len(ids), 1 + draw.below(most))))


_ANYTHING: Mapping[str, Callable[[Scene, Stream], Action]] = {
    "wait": lambda _scene, draw: Wait(1 + draw.below(3)),
    "query": lambda scene, draw: Query(draw.pick(ROLES[scene.role].queries), _service(scene, draw)),
    "handoff": lambda scene, draw: Handoff(draw.pick(tuple(ROLES)), _some(scene, draw, 4)),
    "propose": lambda scene, draw: Propose(
        draw.pick(tuple(INCIDENT_TYPES)), _service(scene, draw), _some(scene, draw, 8)
    ),
    "withdraw": lambda _scene, draw: Withdraw(_proposal(draw)),
    "set_severity": lambda _scene, draw: SetSeverity(_proposal(draw), 1 + draw.below(4)),
    "approve": lambda scene, draw: Approve(draw.pick(tuple(MITIGATIONS)), _service(scene, draw)),
    "mitigate": lambda scene, draw: Mitigate(
        draw.pick(tuple(MITIGATIONS)), _service(scene, draw), _proposal(draw)
    ),
    "verify": lambda _scene, draw: Verify(_proposal(draw)),
    "advance": lambda _scene, draw: Advance(draw.pick(_PHASES)),
    "report": lambda _scene, draw: Report((Claim("root_cause", _proposal(draw)),)),
}


def possible(scene: Scene, draw: Stream) -> tuple[Action, ...]:
    """Return one move of each kind that the role can make in *scene*, where there is one."""
    open_ones = scene.under_discussion()
    found: list[Action] = [Wait(), _ANYTHING["query"](scene, draw)]
    if scene.held:
        others = [role for role in ROLES if role != scene.role]
        found.append(Handoff(draw.pick(others), _some(scene, draw, 4)))
    if len(scene.held) > 1 and len(scene.proposals) < 6 and scene.phase != "report":
        found.append(_proposed(scene, draw))
    if open_ones:
        found += _about(scene, draw.pick(open_ones), draw)
    return tuple(found)


def _proposed(scene: Scene, draw: Stream) -> Action:
    kind = draw.pick(tuple(PLAYBOOK))
    slots = [slot for slot in INCIDENT_TYPES[kind].slots if slot in scene.names]
    service = scene.names[draw.pick(slots)] if slots else _service(scene, draw)
    ids = tuple(one.id for one in scene.held)
    return Propose(kind, service, tuple(draw.sample(ids, draw.between(2, min(8, len(ids))))))


def _about(scene: Scene, proposal: Proposed, draw: Stream) -> list[Action]:
    """Return what can be done about *proposal* in this phase."""
    found = _commanded(scene, proposal, draw) if scene.role == COMMANDER else []
    if proposal.role in (scene.role, COMMANDER):
        found.append(Withdraw(proposal.id))
    if scene.phase == "verify" and scene.role != COMMANDER:
        found.append(Verify(proposal.id))
    slot = draw.pick(tuple(scene.names))
    own = [
        one.name
        for one in MITIGATIONS.values()
        if one.role == scene.role and is_allowed(scene, one.name, slot)
    ]
    if scene.phase == "mitigate" and own:
        found.append(Mitigate(draw.pick(own), scene.names[slot], proposal.id))
    return found


def _commanded(scene: Scene, proposal: Proposed, draw: Stream) -> list[Action]:
    risky = [one.name for one in MITIGATIONS.values() if one.is_risky]
    found: list[Action] = [
        SetSeverity(proposal.id, 1 + draw.below(4)),
        Advance(_NEXT[scene.phase]),
    ]
    if scene.phase != "detect":
        found.append(Approve(draw.pick(risky), _service(scene, draw)))
    if scene.phase == "report":
        found.append(Report((Claim("root_cause", proposal.id, evidence=proposal.cited),)))
    return found


_NEXT: Mapping[str, Phase] = {
    "detect": "triage",
    "triage": "mitigate",
    "mitigate": "verify",
    "verify": "report",
    "report": "detect",
}
