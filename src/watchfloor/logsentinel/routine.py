"""What those do who only go through the motions; lazy policies are made of it."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeAlias

from watchfloor.logsentinel.actions import (
    Advance,
    Approve,
    Claim,
    Mitigate,
    Propose,
    Query,
    Report,
    SetSeverity,
    Verify,
    Wait,
)
from watchfloor.logsentinel.analyst import COVERS
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.procedure import COMMANDER, due, is_allowed, open_checks
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.scene import Held, Scene, read
from watchfloor.logsentinel.tables import SPEAKS_FOR
from watchfloor.play.action import Action, Reply
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Player
from watchfloor.seeds import Seed, Stream

Moves: TypeAlias = Callable[[Scene, Stream], Action]
"""A way to play that looks at the scene and remembers nothing."""


def seat(moves: Moves) -> Callable[[str, Seed], Player]:
    """Return the seat of a policy that answers every scene by *moves*."""

    def sit(_role: str, seed: Seed) -> Player:
        draw = seed.stream()

        def reply(seen: Observation) -> Reply:
            return moves(read(seen), draw)

        return reply

    return sit


def sweep(scene: Scene) -> Action | None:
    """Ask every own source about what it watches, one service after the other, once."""
    pairs = [
        (source, slot)
        for slot in scene.names
        for source in ROLES[scene.role].queries
        if slot in COVERS[source]
    ]
    place = (scene.turn - 1) // len(ROLES)
    if place >= len(pairs):
        return None
    source, slot = pairs[place]
    return Query(source, scene.names[slot])


def anything(scene: Scene, held: Sequence[Held], kind: str, slot: str) -> Action | None:
    """Propose *kind* on *slot*, with the first pieces of *held*, unless that was said already."""
    said = {(one.incident_type, one.slot) for one in scene.proposals}
    if len(held) < 2 or (kind, slot) in said:
        return None
    return Propose(kind, scene.names[slot], tuple(one.id for one in held[:8]), then=COMMANDER)


def loudest(scene: Scene) -> list[tuple[str, str]]:
    """Return types and slots by how often evidence of the slot names the type, the most first."""
    named = Counter(
        (kind, one.slot)
        for one in scene.held
        for kind in SPEAKS_FOR[one.rule]
        if one.slot in INCIDENT_TYPES[kind].slots
    )
    said = {(one.incident_type, one.slot) for one in scene.proposals}
    return [found for found, _ in named.most_common() if found not in said]


def papers(scene: Scene, kind: str) -> tuple[Held, ...]:
    """Return what names *kind*, and then whatever else is there."""
    return tuple(sorted(scene.held, key=lambda one: kind not in SPEAKS_FOR[one.rule]))


def rush(scene: Scene, severity: int = 2) -> Action | None:
    """Rate, allow and move on as soon as the gates give way; report whatever was proposed."""
    if scene.role != COMMANDER:
        return None
    return _rate(scene, severity) or _allow(scene) or _advance(scene)


def _rate(scene: Scene, severity: int) -> Action | None:
    for one in scene.under_discussion():
        if not one.severity:
            return SetSeverity(one.id, severity, then=COMMANDER)
    return None


def _allow(scene: Scene) -> Action | None:
    for one in scene.under_discussion() if scene.phase == "mitigate" else ():
        for mitigation in due(scene, one):
            if not is_allowed(scene, mitigation, one.slot):
                owner = MITIGATIONS[mitigation].role
                return Approve(mitigation, scene.names[one.slot], then=owner)
    return None


def _advance(scene: Scene) -> Action | None:
    if not scene.under_discussion():
        return None
    is_done = scene.last_landed() >= 0 and not scene.is_waiting()
    match scene.phase:
        case "detect":
            move: Action | None = Advance("triage", then=COMMANDER)
        case "triage":
            move = Advance("mitigate")
        case "mitigate":
            move = Advance("verify") if is_done else None
        case "verify":
            move = None if open_checks(scene) else Advance("report", then=COMMANDER)
        case _:
            move = Report(claims(scene))
    return move


def claims(scene: Scene) -> tuple[Claim, ...]:
    """Return a claim of every proposal, as if all were known."""
    return tuple(
        Claim("root_cause", one.id, evidence=one.cited) for one in scene.under_discussion()
    )


def check(scene: Scene) -> Action | None:
    """Look at the next service that nobody has looked at."""
    if scene.phase != "verify" or scene.role == COMMANDER:
        return None
    left = open_checks(scene)
    return Verify(left[0].id, then=COMMANDER) if left else None


def treat(scene: Scene) -> Action | None:
    """Order the next thing that a playbook asks for, if it is this role's to order."""
    if scene.phase != "mitigate":
        return None
    for one in scene.under_discussion():
        for mitigation in due(scene, one):
            is_mine = MITIGATIONS[mitigation].role == scene.role
            if is_mine and is_allowed(scene, mitigation, one.slot):
                return Mitigate(mitigation, scene.names[one.slot], one.id)
    return None


def order(scene: Scene, mitigation: str, slot: str) -> Action | None:
    """Order *mitigation* on *slot* once, on the grounds of whatever is proposed there."""
    if scene.phase != "mitigate" or slot not in scene.names:
        return None
    if scene.is_known(mitigation, slot, "pending", "landed"):
        return None
    if not is_allowed(scene, mitigation, slot):
        return None
    backing = next((one.id for one in scene.under_discussion() if one.slot == slot), "")
    return Mitigate(mitigation, scene.names[slot], backing)


def carry_on(scene: Scene) -> Action:
    """Treat what was proposed, move on, check and ask, whichever can be done first, or wait."""
    return treat(scene) or rush(scene) or check(scene) or sweep(scene) or Wait()
