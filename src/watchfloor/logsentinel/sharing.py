"""Giving colleagues what they could use, and what explains an alarm away."""

from watchfloor.logsentinel.actions import Handoff
from watchfloor.logsentinel.analyst import OWNERS, SIGNS, lead, worth
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.memory import Memory
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.scene import Held, Scene
from watchfloor.logsentinel.tables import SPEAKS_FOR
from watchfloor.play.action import Action

MOST_HANDED = 2
"""Pieces about one service that one colleague is given."""


def hand_excuse(scene: Scene, memory: Memory) -> Action | None:
    """Give what explains an alarm away to those whose sources raise such alarms."""
    for one in scene.held:
        alarms = [
            name for harmless in EVIDENCE_RULES[one.rule].exonerates for name in SIGNS[harmless]
        ]
        warned = {OWNERS[EVIDENCE_RULES[name].source] for name in alarms}
        for receiver in ROLES:
            is_new = (one.id, receiver) not in memory.handed
            if receiver in warned and receiver != scene.role and is_new and not one.giver:
                memory.handed[one.id, receiver] = scene.tick
                return Handoff(receiver, (one.id,), then=receiver)
    return None


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
