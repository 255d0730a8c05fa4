"""Places at which the war-room can show what."""

from collections.abc import Iterator

from watchfloor.logsentinel.estate import SLOTS
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.incident_type import IncidentType, Sighting
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.naming import draw_story, name_estate
from watchfloor.seeds import Seed

NAMES = tuple(slot.name for slot in SLOTS)


def sightings(kind: IncidentType) -> Iterator[tuple[EvidenceRule, Sighting]]:
    """Return what *kind* leaves, whichever end says so."""
    for rule in EVIDENCE_RULES.values():
        yield from ((rule, shown) for shown in rule.shows if shown.incident_type == kind.name)
    yield from ((EVIDENCE_RULES[name], sighting) for name, sighting in kind.leaves)


def slots(rule: EvidenceRule) -> tuple[str, ...]:
    """Return where *rule* can fire."""
    found: list[str] = []
    for sighting in rule.shows:
        own = INCIDENT_TYPES[sighting.incident_type].slots
        found += own if sighting.at == "own" else (sighting.at,)
    for kind in INCIDENT_TYPES.values():
        for name, sighting in kind.leaves:
            own = kind.slots if sighting.at == "own" else (sighting.at,)
            found += own if name == rule.name else ()
    return tuple(dict.fromkeys(found))


def place(seed: int, slot: str) -> Place:
    """Return a place in the estate of *seed*."""
    naming = name_estate(Seed.of(seed, "names"))
    draw = Seed.of(seed, "story").stream()
    second = naming.opens + draw.below(6_000)
    return Place(naming, draw_story(naming, draw), NAMES.index(slot), second)


def line(rule: EvidenceRule, seed: int, planted: str = "") -> str:
    """Return a line of *rule* in the estate of *seed*, with what is *planted* in it."""
    where = slots(rule)
    at = place(seed, where[seed % len(where)])._replace(planted=planted)
    return rule.line(at, Seed.of(seed, "line").stream())
