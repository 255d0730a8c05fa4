"""Giving colleagues what they could use, and what explains an alarm away."""

from watchfloor.logsentinel.actions import Handoff
from watchfloor.logsentinel.analyst import OWNERS, SIGNS, Suspicion, experts, is_near, lead, worth
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.memory import Memory
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.scene import Held, Scene
from watchfloor.logsentinel.tables import SPEAKS_FOR
from watchfloor.play.action import Action

ANSWER = 4
"""Ticks in which a colleague who was asked has answered, if there is anything to say."""
MOST_HANDED = 2
"""Pieces about one service that one colleague is given."""


def hand_excuse(scene: Scene, memory: Memory) -> Action | None:
    """Give what explains an alarm away to whoever looks at the service that it is about."""
    for one in scene.held:
        if EVIDENCE_RULES[one.rule].exonerates and not one.giver:
            alarmed = _alarmed(one.rule)
            for receiver in _lookers(scene, one.slot):
                if receiver in alarmed and (one.id, receiver) not in memory.handed:
                    memory.handed[one.id, receiver] = scene.tick
                    return Handoff(receiver, (one.id,), then=receiver)
    return None


def _alarmed(rule: str) -> frozenset[str]:
    """Return the roles whose sources raise the alarms that *rule* explains."""
    return frozenset(
        OWNERS[EVIDENCE_RULES[name].source]
        for harmless in EVIDENCE_RULES[rule].exonerates
        for name in SIGNS[harmless]
    )


def _lookers(scene: Scene, slot: str) -> list[str]:
    """Return the colleagues who speak of *slot*, or of what is next to it; proposers first."""
    near = {scene.names[other] for other in scene.names if is_near(other, slot)}
    first = {one.role for one in scene.under_discussion() if is_near(one.slot, slot)}
    spoke = {heard.role for heard in scene.timeline if any(word in near for word in heard.words)}
    found = [role for role in ROLES if role in spoke | first and role != scene.role]
    return sorted(found, key=lambda role: role not in first)


def consult(scene: Scene, memory: Memory, found: Suspicion) -> Action | None:
    """Show a colleague what is suspected, if only the own sources speak for it."""
    kind, slot = found.incident_type, found.slot
    asked = [memory.consulted.get((kind, slot, role), -ANSWER) for role in ROLES]
    if not found.is_lone or max(asked) > scene.tick - ANSWER:
        return None
    for role in experts(kind, slot):
        if role != scene.role and (kind, slot, role) not in memory.consulted:
            memory.consulted[kind, slot, role] = scene.tick
            memory.handed[found.cited[0], role] = scene.tick
            return Handoff(role, found.cited[:1], then=role)
    return None


def is_exhausted(scene: Scene, memory: Memory, found: Suspicion) -> bool:
    """Return whether everybody who could know more about *found* was asked and had time."""
    key = (found.incident_type, found.slot)
    times = [memory.consulted.get((*key, role)) for role in experts(*key) if role != scene.role]
    return all(tick is not None and tick <= scene.tick - ANSWER for tick in times)


def hand_over(
    scene: Scene, memory: Memory, excused: frozenset[str], habits: Habits
) -> Action | None:
    """Give the best of what could help a colleague who can end what it speaks for."""
    for receiver in ROLES:
        pieces = [
            one
            for one in scene.held
            if one.id not in excused and _is_for(one, receiver, scene, memory, habits)
        ]
        if pieces:
            best = sorted(pieces, key=lambda one: (-worth(one.rule), one.since))
            same = [one.id for one in best if one.slot == best[0].slot][:MOST_HANDED]
            memory.handed.update(((name, receiver), scene.tick) for name in same)
            return Handoff(receiver, tuple(same), then=receiver)
    return None


def _is_for(one: Held, receiver: str, scene: Scene, memory: Memory, habits: Habits) -> bool:
    if one.giver or receiver == scene.role or (one.id, receiver) in memory.handed:
        return False
    if worth(one.rule) < habits.hand_at:
        return False
    given = sum(
        to == receiver and other.slot == one.slot
        for other in scene.held
        for name, to in memory.handed
        if name == other.id
    )
    return given < MOST_HANDED and any(lead(kind) == receiver for kind in SPEAKS_FOR[one.rule])
