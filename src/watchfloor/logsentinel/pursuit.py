"""A specialist who knows what to look for: it pursues what it believes until it can be shown.

Belief says what to ask, whom to tell and what not to say; the room still wants the evidence that
the runbook asks for. So nothing is put before it on belief alone.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec

from watchfloor.logsentinel import responder
from watchfloor.logsentinel.actions import Handoff, Propose, Query
from watchfloor.logsentinel.analyst import Suspicion, experts, explained, worth
from watchfloor.logsentinel.cells import MOST_PROPOSALS
from watchfloor.logsentinel.diagnosis import Insight, judged
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.inquiry import ask, follow_up, pairs
from watchfloor.logsentinel.memory import Memory
from watchfloor.logsentinel.procedure import COMMANDER, TOO_LATE, is_closing, rest
from watchfloor.logsentinel.scene import Scene
from watchfloor.logsentinel.sharing import hand_over
from watchfloor.logsentinel.source import Source
from watchfloor.logsentinel.tables import SPEAKS_FOR
from watchfloor.logsentinel.team import Specialist
from watchfloor.play.action import Action

MOST_WEIGHED = 10
"""Suspicions that are judged at once, those that the runbook thinks likeliest."""


def _weights() -> Mapping[tuple[str, Source], int]:
    found: dict[tuple[str, Source], int] = {}
    for rule in EVIDENCE_RULES.values():
        for kind in sorted(SPEAKS_FOR[rule.name]):
            key = (kind, rule.source)
            found[key] = found.get(key, 0) + worth(rule.name)
    return MappingProxyType(found)


_TELLS = _weights()
"""What each source can say for each incident type, in all."""


class Zeal(msgspec.Struct, frozen=True):
    """How hard a belief is pursued."""

    believe_at: int = 0
    """The log odds, in thousandths, from which a suspicion is pursued; above 0 it is likely."""
    again: int = 12
    """Ticks after which a source is asked for the same thing again."""
    handed: int = 2
    """Pieces that a colleague is given for one suspicion: what a proposal has to cite at least."""


def specialist(insight: Insight, zeal: Zeal) -> Specialist:
    """Return what a specialist does who judges by *insight* and pursues with *zeal*."""

    def reply(scene: Scene, memory: Memory, habits: Habits) -> Action:
        excused = explained(scene.held)
        urgent = responder.urgent(scene, excused)
        if urgent is not None or is_closing(scene):
            return urgent or rest(scene, COMMANDER)
        believed = _believed(insight, zeal, scene, memory, excused, habits)
        return (
            _propose(scene, believed, habits)
            or _ask_on(scene, memory, believed, zeal)
            or _tell(scene, memory, believed, zeal)
            or follow_up(scene, memory, excused, habits)
            or hand_over(scene, memory, excused, habits)
            or ask(scene, memory, excused, habits)
            or rest(scene)
        )

    return reply


def _believed(
    insight: Insight,
    zeal: Zeal,
    scene: Scene,
    memory: Memory,
    excused: frozenset[str],
    habits: Habits,
) -> list[Suspicion]:
    """Return what is to be pursued, the likeliest first, as long as there is time for it."""
    is_late = scene.tick > scene.horizon - TOO_LATE
    if scene.phase == "report" or is_late or len(scene.proposals) >= MOST_PROPOSALS:
        return []
    found = responder.open_suspicions(scene, excused, habits.lone)[:MOST_WEIGHED]
    told = judged(insight, scene, memory, excused, found)
    return [one.suspicion for one in told if one.odds >= zeal.believe_at]


def _propose(scene: Scene, believed: Sequence[Suspicion], habits: Habits) -> Action | None:
    """Put what can be shown before the room."""
    for one in believed:
        if len(one.cited) > 1 and one.support >= habits.propose_at:
            named = scene.names[one.slot]
            return Propose(one.incident_type, named, one.cited, then=COMMANDER)
    return None


def _ask_on(
    scene: Scene, memory: Memory, believed: Sequence[Suspicion], zeal: Zeal
) -> Action | None:
    """Ask the own source that could say most for what is believed, and keep the floor."""
    for one in believed:
        sources: list[Source] = [
            source
            for source, slot in pairs(scene)
            if slot == one.slot
            and (one.incident_type, source) in _TELLS
            and scene.tick - memory.asked.get((source, slot), -1000) >= zeal.again
        ]
        if sources:
            chosen = _telling(sources, one.incident_type)
            memory.asked[chosen, one.slot] = scene.tick
            return Query(chosen, scene.names[one.slot], then=scene.role)
    return None


def _telling(sources: Sequence[Source], kind: str) -> Source:
    return min(sources, key=lambda source: (-_TELLS[kind, source], source))


def _tell(scene: Scene, memory: Memory, believed: Sequence[Suspicion], zeal: Zeal) -> Action | None:
    """Give the best pieces to a colleague who could add to them."""
    for one in believed:
        mine = sorted(
            (
                piece
                for piece in scene.held
                if not piece.giver
                and piece.slot == one.slot
                and one.incident_type in SPEAKS_FOR[piece.rule]
            ),
            key=lambda piece: (-worth(piece.rule), piece.since, piece.id),
        )
        for receiver in experts(one.incident_type, one.slot):
            new = [piece.id for piece in mine if (piece.id, receiver) not in memory.handed]
            room = zeal.handed - (len(mine) - len(new))
            if receiver != scene.role and new and room > 0:
                given = tuple(new[:room])
                memory.handed.update(((name, receiver), scene.tick) for name in given)
                return Handoff(receiver, given, then=receiver)
    return None
