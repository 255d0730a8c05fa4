"""What telemetry will show of a world: pieces of evidence, in an order that says nothing."""

from collections.abc import Sequence
from typing import NamedTuple

from watchfloor.logsentinel.bait import Names, drawn_bait
from watchfloor.logsentinel.cells import MOST_EVIDENCE
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.naming import Naming
from watchfloor.logsentinel.outbreak import MEMBERS, WHERE, Incident, mask
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


Row = tuple[str, Source, int, int, int, bool]
"""A piece of evidence before it has its id."""


def _left(incidents: Sequence[Incident], present: Sequence[int]) -> list[Row]:
    """Return what the *incidents* leave on the services that are *present*."""
    found: list[Row] = []
    for number, incident in enumerate(incidents):
        own, is_heard = incident.service, not incident.is_hushed
        for rule, slot, delay, is_pushed, source in SHOWN[incident.kind]:
            service = own if slot < 0 else slot
            if service in present:
                found.append((rule, source, service, number, delay, is_pushed and is_heard))
    return found


def _vague() -> tuple[tuple[int, Shown], ...]:
    """Return what may fire for no reason: of the real types, what speaks for several."""
    return tuple(
        (WHERE[kind] if shown.slot < 0 else 1 << shown.slot, shown)
        for kind, row in enumerate(TYPES)
        for shown in SHOWN[kind]
        if not row.is_harmless and len(SPEAKS_FOR[shown.rule]) > 1
    )


VAGUE = _vague()
"""Each with the services at which it can be seen."""
ALERTS = 4
"""Of how many pieces of noise one is an alert."""


def _noise(draw: Stream, plan: Plan, present: int, count: int) -> list[Row]:
    """Return *count* pieces of evidence that belong to nothing."""
    found: list[Row] = []
    while len(found) < count:
        where, shown = draw.pick(VAGUE)
        able = MEMBERS[where & present]
        if able:
            service, tick = draw.pick(able), draw.between(1, plan.horizon - 8)
            is_pushed = draw.below(ALERTS) == 0
            found.append((shown.rule, shown.source, service, -1, tick, is_pushed))
    return found


def _ids(draw: Stream, count: int) -> list[str]:
    """Return *count* different ids of six digits."""
    found: dict[str, None] = {}
    while len(found) < count:
        digits = "".join(f"{draw.word():016x}" for _ in range(3))
        found.update(dict.fromkeys(f"ev-{digits[at : at + 6]}" for at in range(0, 48, 6)))
    return list(found)[:count]


def drawn_evidence(
    seed: Seed, plan: Plan, incidents: Sequence[Incident], present: Sequence[int]
) -> tuple[Evidence, ...]:
    """Return the evidence of *incidents* and the noise around it, on services *present*."""
    rows = _left(incidents, present)
    count = min(plan.noise, MOST_EVIDENCE - len(rows)) if VAGUE else 0
    rows += _noise(seed.child("noise").stream(), plan, mask(present), count)
    draw = seed.child("ids").stream()
    shuffled, ids = draw.shuffled(rows), _ids(draw, len(rows))
    return tuple(Evidence(name, *row) for name, row in zip(ids, shuffled, strict=True))


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
