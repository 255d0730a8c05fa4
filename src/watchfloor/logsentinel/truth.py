"""What became of the incidents of a world, once it was left alone to its horizon.

An incident that breaks out because the team left too early is theirs as well, and what was done
just before the end is judged by what came of it.
"""

from functools import lru_cache
from typing import NamedTuple

from watchfloor.logsentinel.cells import (
    DAMAGE,
    DONE,
    FIXED,
    FIXED_AT,
    FIXED_BY,
    HELD,
    HELD_AT,
    HELD_BY,
    LOSS,
    LOST_WRITES,
    STARTED,
    blank,
)
from watchfloor.logsentinel.incident_type import IncidentType, severity_on
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.kernel import settle
from watchfloor.logsentinel.matching import Target
from watchfloor.logsentinel.outbreak import TIME, Incident
from watchfloor.logsentinel.outcome import Harm
from watchfloor.logsentinel.plan import Plan
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.tables import TYPE_NAMES
from watchfloor.logsentinel.wiring import Estate
from watchfloor.logsentinel.world import World, assembled
from watchfloor.seeds import Seed


class Feat(NamedTuple):
    """How an incident was contained or fixed: when, and under which proposal, counted from 1."""

    tick: int
    proposal: int
    """0 if it was done blindly."""


class Fate(NamedTuple):
    """What became of one real incident."""

    number: int
    kind: IncidentType
    service: int
    severity: int
    began: int
    contained: Feat | None
    fixed: Feat | None
    damage: int
    untouched: int
    """The damage if nobody had done anything."""

    @property
    def target(self) -> Target:
        """Return what a proposal has to say to be about it."""
        return Target(self.kind.name, self.kind.family, self.service, self.severity)

    @property
    def feats(self) -> tuple[Feat | None, ...]:
        """Return what has to be done about it, as far as it was."""
        return (self.contained, self.fixed) if self.kind.needs_containment else (self.fixed,)


class Ending(NamedTuple):
    """How an episode ends if nobody does anything further."""

    harm: Harm
    fates: tuple[Fate, ...]
    """Of the real incidents that broke out."""


def ending(state: State) -> Ending:
    """Return how *state* ends, and how its world would have ended without anybody."""
    world = state.world
    cells = list(state.cells)
    settle(world, cells)
    alone = untouched(world.seed, world.plan, world.estate, world.incidents)
    harm = Harm(cells[LOSS], alone[LOSS], cells[LOST_WRITES], world.plan.horizon)
    numbers = (it for it in real(world) if cells[STARTED + it] >= 0)
    return Ending(harm, tuple(_fate(world, number, cells, alone) for number in numbers))


def real(world: World) -> tuple[int, ...]:
    """Return the incidents of *world* that are not harmless, whether or not they break out."""
    return tuple(
        number
        for number, it in enumerate(world.incidents)
        if INCIDENT_TYPES[TYPE_NAMES[it.kind]].family != "harmless"
    )


def demanding(world: World) -> int:
    """Return how many real incidents of *world* time alone starts."""
    return sum(world.incidents[number].trigger == TIME for number in real(world))


@lru_cache(maxsize=1024)
def untouched(
    seed: Seed, plan: Plan, estate: Estate, incidents: tuple[Incident, ...]
) -> tuple[int, ...]:
    """Return the last cells of a world in which nobody does anything; evidence plays no part."""
    world = assembled(seed, plan, estate, (incidents, ()), ((), ()))
    cells = blank()
    settle(world, cells)
    return tuple(cells)


def _fate(world: World, number: int, cells: list[int], alone: tuple[int, ...]) -> Fate:
    incident = world.incidents[number]
    kind = INCIDENT_TYPES[TYPE_NAMES[incident.kind]]
    done = cells[DONE + number]
    held = Feat(cells[HELD_AT + number], cells[HELD_BY + number])
    fixed = Feat(cells[FIXED_AT + number], cells[FIXED_BY + number])
    return Fate(
        number,
        kind,
        incident.service,
        severity_on(kind, world.estate.tiers[incident.service]),
        cells[STARTED + number],
        held if done & HELD else None,
        fixed if done & FIXED else None,
        cells[DAMAGE + number],
        alone[DAMAGE + number],
    )
