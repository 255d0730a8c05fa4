"""A world: what a seed and a plan make, the same for everybody who plays it."""

from collections.abc import Hashable, Sequence
from functools import cached_property, lru_cache
from typing import Any

import msgspec

from watchfloor.logsentinel.cells import SERVICES
from watchfloor.logsentinel.estate import CALLS, SLOTS
from watchfloor.logsentinel.evidence import Evidence, baited, drawn_evidence
from watchfloor.logsentinel.fixed_point import BITS, parts, shared
from watchfloor.logsentinel.naming import Naming, name_estate
from watchfloor.logsentinel.outbreak import Incident, drawn_incidents
from watchfloor.logsentinel.plan import Plan
from watchfloor.logsentinel.tables import SLOT_INDEX, TIER_WEIGHTS
from watchfloor.logsentinel.wiring import Estate, Wiring, wired
from watchfloor.seeds import Seed, Stream

Fault = tuple[int, int]
"""A service whose sensor fails, and the tick from which on it does."""


Kept = dict[Hashable, Any]
MOST_KEPT = 1024


def keep(kept: Kept, key: Hashable, found: object) -> None:
    """Put what was *found* under *key*, which is all that it depends on beside the world."""
    if len(kept) >= MOST_KEPT:
        kept.clear()
    kept[key] = found


class World(msgspec.Struct, frozen=True, dict=True):
    """Everything that is fixed before the first move."""

    plan: Plan
    seed: Seed
    naming: Naming
    names: tuple[str, ...]
    """What each service is called; nothing for one that is absent."""
    estate: Estate
    incidents: tuple[Incident, ...]
    evidence: tuple[Evidence, ...]
    silent: tuple[Fault, ...]
    """Meters that show nothing."""
    lying: tuple[Fault, ...]
    """Meters that show an ordinary day."""
    slots: dict[str, int]
    """The services by what they are called."""
    places: dict[str, int]
    """The evidence by its ids."""
    wiring: Wiring

    @cached_property
    def kept(self) -> Kept:
        """What was worked out of the world, by whoever looks at it often.

        It says nothing new, so it is no part of what a world is: two that are equal stay equal.
        """
        return {}


@lru_cache(maxsize=1024)
def naming_of(seed: Seed) -> Naming:
    """Return the names of the world that *seed* stands for."""
    return name_estate(seed.child("names"))


def grow(seed: Seed, plan: Plan) -> World:
    """Return the world of *plan* that *seed* stands for."""
    estate = _estate(seed.child("estate").stream())
    incidents = drawn_incidents(seed.child("incidents").stream(), plan, estate.present)
    evidence = drawn_evidence(seed, plan, incidents, estate.present)
    if plan.injection:
        sick = {it.service for it in incidents}
        innocent = [service for service in estate.present if service not in sick]
        draw = seed.child("baits").stream()
        evidence = baited(draw, plan.injection, evidence, naming_of(seed), innocent)
    faults = _faults(seed.child("sensors").stream(), plan, incidents, estate.present)
    cut = plan.silent_sensors
    return assembled(seed, plan, estate, (incidents, evidence), (faults[:cut], faults[cut:]))


def assembled(
    seed: Seed,
    plan: Plan,
    estate: Estate,
    happens: tuple[tuple[Incident, ...], tuple[Evidence, ...]],
    faults: tuple[tuple[Fault, ...], tuple[Fault, ...]],
) -> World:
    """Return the world in which *happens* comes to pass; *faults* are silent and lying sensors."""
    naming, (incidents, evidence) = naming_of(seed), happens
    names = tuple(
        name if index in estate.present else "" for index, name in enumerate(naming.services)
    )
    return World(
        plan=plan,
        seed=seed,
        naming=naming,
        names=names,
        estate=estate,
        incidents=incidents,
        evidence=evidence,
        silent=faults[0],
        lying=faults[1],
        slots={name: index for index, name in enumerate(names) if name},
        places={it.id: bit for bit, it in enumerate(evidence)},
        wiring=wired(
            seed.child("traffic").stream(),
            estate,
            incidents,
            evidence,
            ((*faults[0], *faults[1]), plan.horizon),
        ),
    )


BY_CHANCE = 1024
"""In how many steps a number is jittered."""
UTILISATION, SHARE, CRITICALITY = (
    (parts(low), parts(high) - parts(low))
    for low, high in (("0.9", "1.1"), ("0.93", "1.07"), ("0.85", "1.1"))
)
"""The least factor of each, and how much more it can be."""
ENDS = tuple((SLOT_INDEX[call.caller], SLOT_INDEX[call.callee]) for call in CALLS)


def _jittered(draw: Stream, numbers: Sequence[int], jitter: tuple[int, int]) -> tuple[int, ...]:
    """Return *numbers*, each times a factor of its own."""
    least, more = jitter
    chances = draw.smalls(BY_CHANCE, len(numbers))
    return tuple(
        shared(number * (least + more * chance // BY_CHANCE) >> BITS)
        for number, chance in zip(numbers, chances, strict=True)
    )


def _estate(draw: Stream) -> Estate:
    present = tuple(
        index for index, slot in enumerate(SLOTS) if not slot.is_optional or draw.below(5)
    )
    tiers = tuple(
        slot.tier if anew else drawn
        for slot, anew, drawn in zip(
            SLOTS, draw.smalls(4, SERVICES), draw.smalls(len(TIER_WEIGHTS), SERVICES), strict=True
        )
    )
    there = [first in present and second in present for first, second in ENDS]
    shares = [call.share * is_there for call, is_there in zip(CALLS, there, strict=True)]
    blames = [call.criticality * is_there for call, is_there in zip(CALLS, there, strict=True)]
    return Estate(
        present,
        tiers,
        _jittered(draw, [slot.utilisation for slot in SLOTS], UTILISATION),
        _jittered(draw, shares, SHARE),
        _jittered(draw, blames, CRITICALITY),
    )


def _faults(
    draw: Stream, plan: Plan, incidents: Sequence[Incident], present: Sequence[int]
) -> tuple[Fault, ...]:
    """Return the sensors that fail, those of services in trouble first."""
    count = plan.silent_sensors + plan.lying_sensors
    if not count:
        return ()
    sick = dict.fromkeys(it.service for it in incidents)
    others = [service for service in present if service not in sick]
    order = [*draw.shuffled(tuple(sick)), *draw.shuffled(others)]
    return tuple((service, draw.below(8)) for service in order[:count])
