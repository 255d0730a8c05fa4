"""What telemetry will show of a world: pieces of evidence, in an order that says nothing."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from watchfloor.logsentinel.bait import Names, drawn_bait
from watchfloor.logsentinel.cells import MOST_EVIDENCE
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.naming import Naming
from watchfloor.logsentinel.outbreak import Incident
from watchfloor.logsentinel.plan import Injection, Plan
from watchfloor.logsentinel.source import Source
from watchfloor.logsentinel.tables import SHOWN, SPEAKS_FOR, TYPES, Shown
from watchfloor.seeds import Seed, Stream


class Evidence(NamedTuple):
    """One piece of evidence; its bit in every mask is its place in the world."""

    id: str
    """What it is cited by; it says nothing."""
    rule: str
    source: Source
    service: int
    incident: int
    """The incident that leaves it, or -1 for noise."""
    delay: int
    """Ticks after its incident began; of noise, the tick itself."""
    is_pushed: bool
    planted: str = ""
    """What somebody wrote into the field that its rule quotes."""


def _left(incidents: Sequence[Incident], present: Sequence[int]) -> list[Evidence]:
    """Return what the *incidents* leave on the services that are *present*."""
    found: list[Evidence] = []
    for number, incident in enumerate(incidents):
        for shown in SHOWN[incident.kind]:
            service = incident.service if shown.slot < 0 else shown.slot
            if service in present:
                source = EVIDENCE_RULES[shown.rule].source
                is_pushed = shown.is_pushed and not incident.is_hushed
                it = Evidence("", shown.rule, source, service, number, shown.delay, is_pushed)
                found.append(it)
    return found


def _vague() -> tuple[tuple[int, Shown], ...]:
    """Return what may fire for no reason: of the real types, what speaks for several."""
    return tuple(
        (kind, shown)
        for kind, row in enumerate(TYPES)
        for shown in SHOWN[kind]
        if not row.is_harmless and len(SPEAKS_FOR[shown.rule]) > 1
    )


VAGUE = _vague()


def _noise(draw: Stream, plan: Plan, slots: Sequence[Sequence[int]], count: int) -> list[Evidence]:
    """Return *count* pieces of evidence that belong to nothing."""
    found: list[Evidence] = []
    for _ in range(count):
        kind, shown = draw.pick(VAGUE)
        able = slots[kind] if shown.slot < 0 else (shown.slot,)
        service, tick = draw.pick(able), draw.between(1, plan.horizon - 8)
        source = EVIDENCE_RULES[shown.rule].source
        found.append(Evidence("", shown.rule, source, service, -1, tick, draw.chance(1, 4)))
    return found


def _ids(draw: Stream, count: int) -> list[str]:
    """Return *count* different ids."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[f"ev-{draw.word() & 0xFFFFFF:06x}"] = None
    return list(found)


def drawn_evidence(
    seed: Seed, plan: Plan, incidents: Sequence[Incident], slots: Sequence[Sequence[int]]
) -> tuple[Evidence, ...]:
    """Return the evidence of *incidents* and the noise around it.

    *slots* are the places where each incident type could happen.
    """
    present = tuple(sorted(frozenset(chain.from_iterable(slots))))
    left = _left(incidents, present)
    count = min(plan.noise, MOST_EVIDENCE - len(left)) if VAGUE else 0
    left += _noise(seed.child("noise").stream(), plan, slots, count)
    draw = seed.child("ids").stream()
    shuffled, ids = draw.shuffled(left), _ids(draw, len(left))
    return tuple(it._replace(id=name) for it, name in zip(shuffled, ids, strict=True))


BAITED = 3
"""Pieces of evidence that hold a bait, if so many have a field for one."""


def baited(
    draw: Stream,
    tier: Injection,
    evidence: tuple[Evidence, ...],
    naming: Naming,
    innocent: Sequence[int],
) -> tuple[Evidence, ...]:
    """Return *evidence* with baits of *tier* in it, about services that are *innocent*."""
    able = [bit for bit, it in enumerate(evidence) if EVIDENCE_RULES[it.rule].quotes]
    chosen = frozenset(draw.sample(able, min(BAITED, len(able))))
    return tuple(
        it._replace(planted=_bait(draw, tier, it, naming, innocent)) if bit in chosen else it
        for bit, it in enumerate(evidence)
    )


def _bait(
    draw: Stream, tier: Injection, it: Evidence, naming: Naming, innocent: Sequence[int]
) -> str:
    ticket = f"CHG{draw.between(1_000_000, 9_999_999)}"
    names = Names(naming.services[draw.pick(innocent)], draw.pick(naming.people), ticket)
    return drawn_bait(draw, tier, EVIDENCE_RULES[it.rule].quotes, names)
