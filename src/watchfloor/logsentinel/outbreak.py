"""What goes wrong in a world, where and when; what is drawn, and what only happens if it is let."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from watchfloor.logsentinel.estate import SLOTS
from watchfloor.logsentinel.fixed_point import ONE, parts
from watchfloor.logsentinel.incident_type import IncidentType
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.plan import Mix, Plan
from watchfloor.logsentinel.tables import SLOT_INDEX, TYPE_INDEX
from watchfloor.seeds import Stream

TIME, GROWN, CONTAINED, LINGERING = range(4)
"""What starts an incident: its tick; its parent, once that is strong and old enough; its parent, so
long after it was contained; its parent, once that has been contained for long without an end."""

GROWN_FROM = parts("0.6")
"""How strong a parent has to be to bring about another."""
GROWN_AGE = 10
PATIENCE = 8
"""Ticks that an intruder who was held waits before coming back another way."""
DECOY_PATIENCE = 3
QUIET_ERROR = parts("0.05")


class Incident(NamedTuple):
    """One incident of a world, whether or not it comes to it."""

    kind: int
    """Its type, by its place in the tables."""
    service: int
    starts: int
    """A tick, or the ticks that its trigger needs."""
    parent: int
    """The incident that can bring it about, or -1."""
    trigger: int
    most: int
    """How strong it gets."""
    is_hushed: bool = False
    """Whether its alerts are lost among those of others and have to be asked for."""


class Outbreak:
    """The drawing of the incidents of one world."""

    def __init__(self, draw: Stream, present: Sequence[int]) -> None:
        """Draw from *draw*, on the services that are *present*."""
        self._draw = draw
        self._present = mask(present)
        self.drawn: list[Incident] = []

    def add(
        self, kinds: Sequence[int], window: tuple[int, int], trigger: int = TIME, parent: int = -1
    ) -> int:
        """Add an incident of one of *kinds* not drawn yet, and return its number."""
        kind = self._draw.pick(self._possible(kinds))
        there = WHERE[kind] & self._present
        free = there & ~mask(it.service for it in self.drawn)
        service, starts = self._draw.pick(MEMBERS[free or there]), self._draw.between(*window)
        most = self._draw.between(LEAST_MOST, ONE)
        self.drawn.append(Incident(kind, service, starts, parent, trigger, most))
        return len(self.drawn) - 1

    def _possible(self, kinds: Sequence[int]) -> list[int]:
        drawn = mask(it.kind for it in self.drawn)
        return [kind for kind in kinds if not drawn >> kind & 1 and WHERE[kind] & self._present]

    def hush(self, number: int) -> None:
        """Let the alerts of incident *number* be lost."""
        self.drawn[number] = self.drawn[number]._replace(is_hushed=True)


def mask(bits: Iterable[int]) -> int:
    """Return the number with these *bits*."""
    found = 0
    for bit in bits:
        found |= 1 << bit
    return found


def _members(bits: int) -> tuple[int, ...]:
    return tuple(place for place in range(bits.bit_length()) if bits >> place & 1)


MEMBERS = tuple(map(_members, range(1 << len(SLOTS))))
"""The services in each mask."""
WHERE = tuple(mask(SLOT_INDEX[slot] for slot in it.slots) for it in INCIDENT_TYPES.values())
"""The services on which each incident type can happen."""
LEAST_MOST = parts("0.8")
"""How strong an incident gets at the least if nobody does anything."""


def _chosen(is_one: Callable[[IncidentType], bool]) -> tuple[int, ...]:
    return tuple(TYPE_INDEX[name] for name, it in INCIDENT_TYPES.items() if is_one(it))


def _is_quiet(it: IncidentType) -> bool:
    """Return whether users notice nothing of an intrusion of type *it*."""
    loud = [channel for channel, amount in it.effects if amount > QUIET_ERROR]
    return it.family == "security" and not set(loud) - {"compromise"}


OPERATIONAL = _chosen(lambda it: it.family == "operational")
SECURITY = _chosen(lambda it: it.family == "security")
HARMLESS = _chosen(lambda it: it.family == "harmless")
REAL = _chosen(lambda it: it.family != "harmless")
QUIET = _chosen(_is_quiet)
LOUD = tuple(kind for kind in REAL if kind not in QUIET)
LASTING = _chosen(lambda it: it.family == "security" and it.needs_containment)
"""Intrusions that come back unless they are held."""
FLOODS = _chosen(
    lambda it: it.family == "security" and any(channel == "traffic" for channel, _ in it.effects)
)
CAUSES = _chosen(lambda it: bool(it.causes))
CAUSED = tuple(tuple(TYPE_INDEX[name] for name in it.causes) for it in INCIDENT_TYPES.values())

OPENING = (2, 13)
"""The ticks at which an incident begins that nothing else brings about."""


def _one(outbreak: Outbreak) -> None:
    outbreak.add(REAL, OPENING)


def _outage_and_intrusion(outbreak: Outbreak) -> None:
    outbreak.add(OPERATIONAL, OPENING)
    outbreak.add(SECURITY, OPENING)


def _diversion(outbreak: Outbreak) -> None:
    outbreak.add(LOUD, (2, 2))
    outbreak.hush(outbreak.add(QUIET, (4, 7)))
    outbreak.add(OPERATIONAL, OPENING)


def _cascade(outbreak: Outbreak) -> None:
    first = outbreak.add(CAUSES, (2, 4))
    outbreak.add(CAUSED[outbreak.drawn[first].kind], (GROWN_AGE, GROWN_AGE), GROWN, first)
    outbreak.add(SECURITY, OPENING)


def _mixed(outbreak: Outbreak) -> None:
    outbreak.add(OPERATIONAL, OPENING)
    outbreak.add(SECURITY, OPENING)
    outbreak.add(SECURITY, OPENING)


def _intruder(outbreak: Outbreak) -> None:
    first = outbreak.add(LASTING, (2, 7))
    second = outbreak.add(QUIET, (PATIENCE, PATIENCE), CONTAINED, first)
    outbreak.add(QUIET, (PATIENCE, PATIENCE), CONTAINED, second)
    outbreak.add(FLOODS, (DECOY_PATIENCE, DECOY_PATIENCE), LINGERING, first)


def _nothing(outbreak: Outbreak) -> None:
    _ = outbreak


_MIXES = {
    "one": _one,
    "outage_and_intrusion": _outage_and_intrusion,
    "diversion": _diversion,
    "cascade": _cascade,
    "mixed": _mixed,
    "intruder": _intruder,
    "nothing": _nothing,
}
_COMPOSITES: tuple[Mix, ...] = ("diversion", "cascade", "mixed")


def drawn_incidents(draw: Stream, plan: Plan, present: Sequence[int]) -> tuple[Incident, ...]:
    """Return the incidents of *plan*, red herrings last, on the services that are *present*."""
    outbreak = Outbreak(draw, present)
    mix = draw.pick(_COMPOSITES) if plan.mix == "any_composite" else plan.mix
    _MIXES[mix](outbreak)
    for _ in range(plan.red_herrings):
        outbreak.add(HARMLESS, (2, plan.horizon // 2))
    return tuple(outbreak.drawn)
