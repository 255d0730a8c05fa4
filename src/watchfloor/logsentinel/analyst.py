"""What evidence may mean, to somebody who knows the runbook and nothing else."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from watchfloor.logsentinel.estate import CALLS, SLOTS
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.playbook import PLAYBOOK
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.scene import Held
from watchfloor.logsentinel.source import SOURCES, Source
from watchfloor.logsentinel.tables import SHOWN, SPEAKS_FOR
from watchfloor.play.reward import ONE

MOST_CITED = 8

OWNERS: Mapping[Source, str] = MappingProxyType(
    {source: role.name for role in ROLES.values() for source in role.queries}
)
"""Who can ask each source."""

NEAR: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        slot: frozenset(
            {call.callee for call in CALLS if call.caller == slot}
            | {call.caller for call in CALLS if call.callee == slot}
        )
        for call in CALLS
        for slot in (call.caller, call.callee)
    }
)
"""The slots that call each slot or that it calls."""


def _covered(source: Source) -> frozenset[str]:
    """Return the slots about which *source* can have something to say."""
    found: set[str] = set()
    for kind, shown in zip(INCIDENT_TYPES.values(), SHOWN, strict=True):
        for one in shown:
            if EVIDENCE_RULES[one.rule].source == source:
                found.update(kind.slots if one.slot < 0 else (SLOTS[one.slot].name,))
    return frozenset(found)


COVERS: Mapping[Source, frozenset[str]] = MappingProxyType(
    {source: _covered(source) for source in SOURCES}
)
"""The slots that each source watches; the runbook lists them."""


def _signs(harmless: str) -> frozenset[str]:
    shown = {
        rule.name
        for rule in EVIDENCE_RULES.values()
        if any(sighting.incident_type == harmless for sighting in rule.shows)
    }
    shown |= {name for name, _ in INCIDENT_TYPES[harmless].leaves}
    return frozenset(name for name in shown if not EVIDENCE_RULES[name].exonerates)


SIGNS: Mapping[str, frozenset[str]] = MappingProxyType(
    {kind.name: _signs(kind.name) for kind in INCIDENT_TYPES.values() if kind.family == "harmless"}
)
"""The alarms that each harmless type raises; the runbook lists them."""


class Suspicion(NamedTuple):
    """What may be wrong, and what speaks for it."""

    incident_type: str
    slot: str
    support: int
    """In millionths, as whoever suspects it reckons."""
    cited: tuple[str, ...]
    since: int
    is_lone: bool
    """Whether all that speaks for it comes from the sources of one role."""


def is_near(slot: str, other: str) -> bool:
    """Return whether *slot* is *other* or next to it."""
    return slot == other or other in NEAR.get(slot, ())


def worth(rule: str) -> int:
    """Return how much one firing of *rule* says: the more, the fewer types it speaks for."""
    types = SPEAKS_FOR[rule]
    return ONE // len(types) if types else 0


def explained(held: Iterable[Held]) -> frozenset[str]:
    """Return the ids of what *held* itself explains away."""
    held = tuple(held)
    excuses = [
        (harmless, one.slot) for one in held for harmless in EVIDENCE_RULES[one.rule].exonerates
    ]
    return frozenset(
        one.id
        for one in held
        for harmless, slot in excuses
        if one.rule in SIGNS[harmless] and is_near(one.slot, slot)
    )


def suspicions(held: Iterable[Held], slots: Collection[str], lone: int) -> tuple[Suspicion, ...]:
    """Return what *held* speaks for on the *slots* that there are, the likeliest first."""
    found: dict[tuple[str, str], list[Held]] = {}
    for one in held:
        for kind in SPEAKS_FOR[one.rule]:
            for slot in INCIDENT_TYPES[kind].slots:
                if slot in slots and is_near(slot, one.slot):
                    found.setdefault((kind, slot), []).append(one)
    told = [
        _suspicion(kind, slot, pieces, lone)
        for (kind, slot), pieces in found.items()
        if any(one.slot == slot for one in pieces)
    ]
    return tuple(sorted(told, key=lambda one: (-one.support, one.since, one.incident_type)))


def _suspicion(kind: str, slot: str, pieces: Sequence[Held], lone: int) -> Suspicion:
    ranked = sorted(pieces, key=lambda one: (one.slot != slot, -worth(one.rule), one.since))
    doubt = ONE
    for one in ranked:
        doubt -= doubt * worth(one.rule) // (ONE if one.slot == slot else 2 * ONE)
    is_lone = len({OWNERS[EVIDENCE_RULES[one.rule].source] for one in ranked}) == 1
    support = (ONE - doubt) * (lone if is_lone else ONE) // ONE
    since = min(one.since for one in ranked if one.slot == slot)
    return Suspicion(kind, slot, support, _cited(ranked), since, is_lone)


def _cited(ranked: Sequence[Held]) -> tuple[str, ...]:
    """Return the best of *ranked*, the first of every role before the rest."""
    firsts: dict[str, str] = {}
    for one in ranked:
        firsts.setdefault(OWNERS[EVIDENCE_RULES[one.rule].source], one.id)
    chosen = dict.fromkeys((*firsts.values(), *(one.id for one in ranked)))
    return tuple(chosen)[:MOST_CITED]


def severity(incident_type: str, tier: int) -> int:
    """Return how grave the runbook calls *incident_type* on a service of *tier*."""
    return min(4, INCIDENT_TYPES[incident_type].severity + tier)


@cache
def experts(incident_type: str, slot: str) -> tuple[str, ...]:
    """Return the roles whose sources can speak for *incident_type* on *slot*, the best first."""
    said = dict.fromkeys(ROLES, 0)
    for rule in EVIDENCE_RULES.values():
        if incident_type in SPEAKS_FOR[rule.name] and slot in COVERS[rule.source]:
            said[OWNERS[rule.source]] += worth(rule.name)
    return tuple(sorted((role for role in said if said[role]), key=lambda role: -said[role]))


def lead(incident_type: str) -> str:
    """Return the role that can end *incident_type*."""
    return PLAYBOOK[incident_type].lead
