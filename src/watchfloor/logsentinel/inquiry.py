"""Which question a member of the team asks its telemetry next."""

from collections import Counter

from watchfloor.logsentinel.actions import Query
from watchfloor.logsentinel.analyst import COVERS, NEAR, worth
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.memory import Memory
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.scene import Scene
from watchfloor.logsentinel.source import Source
from watchfloor.play.action import Action
from watchfloor.play.reward import ONE

RECENT = 10
"""Ticks for which what a colleague looks at is worth looking at too."""
A_GLANCE = ONE // 10
"""What a service is worth to ask about that a colleague has looked at."""
SILENCE = ONE // 4
"""What it is worth to ask about a service whose meter has stopped showing anything."""
PATIENCE = 8
"""Ticks for which an answer holds before the same is asked again."""
A_ROUND = 2
"""Every how many turns a role looks around where nothing is suspicious."""
A_WHILE = 3
"""How much more patience there is where nothing of one's own is suspicious."""


def interest(scene: Scene, excused: frozenset[str], habits: Habits) -> dict[str, int]:
    """Return how much each service asks to be looked into, by what the role itself has seen."""
    used = {name for one in scene.under_discussion() for name in one.cited}
    found = dict.fromkeys(scene.names, 0)
    for one in scene.held:
        if one.id not in excused and one.id not in used:
            found[one.slot] += worth(one.rule)
    for meter in scene.meters:
        found[meter.slot] += max(0, habits.worry - meter.health) * 1000
    spoken_of = {one.slot for one in scene.under_discussion()}
    for slot in scene.silent:
        found[slot] += 0 if slot in spoken_of else SILENCE
    return found


def glances(scene: Scene) -> frozenset[str]:
    """Return the services that a colleague has kept coming back to lately."""
    slots = {name: slot for slot, name in scene.names.items()}
    spoken = Counter(
        (heard.role, slots[word])
        for heard in scene.timeline
        if heard.role != scene.role and heard.tick > scene.tick - RECENT
        for word in heard.words
        if word in slots
    )
    return frozenset(slot for (_, slot), count in spoken.items() if count > 1)


def ask(scene: Scene, memory: Memory, excused: frozenset[str], habits: Habits) -> Action | None:
    """Ask the source and service that promise most, or what was not asked for the longest."""
    wanted, seen = interest(scene, excused, habits), glances(scene)
    best: tuple[int, int, int, Source, str] | None = None
    for source, slot in pairs(scene):
        last = memory.asked.get((source, slot), -1000)
        promise = _promise(slot, wanted, seen)
        patience = PATIENCE * (1 if promise > A_GLANCE else A_WHILE)
        if scene.tick - last >= patience:
            rank = (-promise, last, scene.tiers[slot], source, slot)
            best = rank if best is None else min(best, rank)
    if best is None or (best[0] == 0 and scene.turn % A_ROUND):
        return None
    *_, chosen, about = best
    memory.asked[chosen, about] = scene.tick
    return Query(chosen, scene.names[about])


def follow_up(
    scene: Scene, memory: Memory, excused: frozenset[str], habits: Habits
) -> Action | None:
    """Ask every own source about a service on which something has just come up, and go on."""
    wanted = interest(scene, excused, habits)
    hot = [
        (-wanted[slot], source, slot)
        for source, slot in pairs(scene)
        if wanted[slot] >= habits.follow_at
        and memory.asked.get((source, slot), -1) < _news(scene, slot)
    ]
    if not hot:
        return None
    _, source, slot = min(hot)
    memory.asked[source, slot] = scene.tick
    return Query(source, scene.names[slot], then=scene.role)


def pairs(scene: Scene) -> list[tuple[Source, str]]:
    """Return the questions that the role could put."""
    return [
        (source, slot)
        for source in ROLES[scene.role].queries
        for slot in scene.names
        if slot in COVERS[source]
    ]


def _news(scene: Scene, slot: str) -> int:
    """Return when something came up on *slot* last, as far as the role knows."""
    return max((one.since for one in scene.held if one.slot == slot), default=-1)


def _promise(slot: str, wanted: dict[str, int], seen: frozenset[str]) -> int:
    near = max((wanted.get(other, 0) for other in NEAR.get(slot, ())), default=0)
    return max(wanted[slot] + near // 2, A_GLANCE if slot in seen else 0)
