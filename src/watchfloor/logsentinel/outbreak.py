"""What goes wrong in a world, where and when; what is drawn, and what only happens if it is let."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from watchfloor.logsentinel.fixed_point import ONE, parts
from watchfloor.logsentinel.incident_type import Family, IncidentType
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.plan import Mix, Plan
from watchfloor.logsentinel.tables import SLOT_INDEX, TYPE_INDEX
from watchfloor.seeds import Stream

TIME, GROWN, CONTAINED = range(3)
"""What starts an incident: its tick; its parent, once that is strong and old enough; its parent,
once that has been contained for long enough without being ended."""

GROWN_FROM = parts("0.6")
"""How strong a parent has to be to bring about another."""
GROWN_AGE = 10
PATIENCE = 8
"""Ticks that an intruder who is held waits before coming back another way."""
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
        self._present = frozenset(present)
        self.drawn: list[Incident] = []

    def add(
        self, kinds: Iterable[str], window: tuple[int, int], trigger: int = TIME, parent: int = -1
    ) -> int:
        """Add an incident of one of *kinds* not drawn yet, and return its number."""
        drawn = {it.kind for it in self.drawn}
        able = [name for name in kinds if TYPE_INDEX[name] not in drawn and self._slots(name)]
        name = self._draw.pick(able)
        taken = {it.service for it in self.drawn}
        slots = self._slots(name)
        free = [slot for slot in slots if slot not in taken] or slots
        service, starts = self._draw.pick(free), self._draw.between(*window)
        most = self._draw.between(parts("0.8"), ONE)
        self.drawn.append(Incident(TYPE_INDEX[name], service, starts, parent, trigger, most))
        return len(self.drawn) - 1

    def hush(self, number: int) -> None:
        """Let the alerts of incident *number* be lost."""
        self.drawn[number] = self.drawn[number]._replace(is_hushed=True)

    def _slots(self, name: str) -> list[int]:
        slots = [SLOT_INDEX[slot] for slot in INCIDENT_TYPES[name].slots]
        return [slot for slot in slots if slot in self._present]


def _of(family: Family) -> tuple[str, ...]:
    return tuple(name for name, it in INCIDENT_TYPES.items() if it.family == family)


def _is_quiet(it: IncidentType) -> bool:
    """Return whether users notice nothing of an intrusion of type *it*."""
    loud = [channel for channel, amount in it.effects if amount > QUIET_ERROR]
    return it.family == "security" and not set(loud) - {"compromise"}


OPERATIONAL = _of("operational")
SECURITY = _of("security")
HARMLESS = _of("harmless")
REAL = tuple(sorted(OPERATIONAL + SECURITY))
QUIET = tuple(name for name in SECURITY if _is_quiet(INCIDENT_TYPES[name]))
LASTING = tuple(name for name in SECURITY if INCIDENT_TYPES[name].needs_containment)
"""Intrusions that come back unless they are held."""
FLOODS = tuple(
    name for name in SECURITY if any(ch == "traffic" for ch, _ in INCIDENT_TYPES[name].effects)
)
CAUSES = tuple(name for name in OPERATIONAL if INCIDENT_TYPES[name].causes)

OPENING = (2, 13)
"""The ticks at which an incident begins that nothing else brings about."""


def _one(outbreak: Outbreak) -> None:
    outbreak.add(REAL, OPENING)


def _outage_and_intrusion(outbreak: Outbreak) -> None:
    outbreak.add(OPERATIONAL, OPENING)
    outbreak.add(SECURITY, OPENING)


def _diversion(outbreak: Outbreak) -> None:
    outbreak.add(FLOODS, (2, 2))
    outbreak.hush(outbreak.add(QUIET, (4, 7)))
    outbreak.add(OPERATIONAL, OPENING)


def _cascade(outbreak: Outbreak) -> None:
    first = outbreak.add(CAUSES, (2, 4))
    caused = list(INCIDENT_TYPES.values())[outbreak.drawn[first].kind].causes
    outbreak.add(caused, (GROWN_AGE, GROWN_AGE), GROWN, first)
    outbreak.add(SECURITY, OPENING)


def _mixed(outbreak: Outbreak) -> None:
    outbreak.add(OPERATIONAL, OPENING)
    outbreak.add(SECURITY, OPENING)
    outbreak.add(SECURITY, OPENING)


def _intruder(outbreak: Outbreak) -> None:
    first = outbreak.add(LASTING, (2, 7))
    second = outbreak.add(LASTING, (PATIENCE, PATIENCE), CONTAINED, first)
    outbreak.add(LASTING, (PATIENCE, PATIENCE), CONTAINED, second)
    outbreak.add(FLOODS, (DECOY_PATIENCE, DECOY_PATIENCE), CONTAINED, first)


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
