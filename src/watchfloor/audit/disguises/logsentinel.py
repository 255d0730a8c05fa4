"""The war-room with other incidents behind what has been seen of them."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit.moment import Disguise
from watchfloor.logsentinel.cells import EMITTED, STARTED
from watchfloor.logsentinel.evidence import Evidence
from watchfloor.logsentinel.outbreak import Incident
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.tables import TYPE_INDEX, TYPE_NAMES
from watchfloor.logsentinel.world import World, assembled

_LATER = 7
"""Ticks by which what has not begun is put off."""
_QUIET = tuple(TYPE_INDEX[name] for name in ("beaconing", "insider_theft", "web_shell"))
"""Intrusions that no meter shows; with the same evidence nobody can tell them apart."""


def _others(state: State) -> Iterator[State]:
    world, begun = state.world, state.cells[STARTED : STARTED + len(state.world.incidents)]
    renamed = tuple(
        it._replace(kind=_other_kind(it.kind, is_begun=start >= 0))
        for it, start in zip(world.incidents, begun, strict=True)
    )
    yield _in(state, renamed, world.evidence)
    later = tuple(
        it if start >= 0 or it.parent >= 0 else it._replace(starts=it.starts + _LATER)
        for it, start in zip(world.incidents, begun, strict=True)
    )
    yield _in(state, later, world.evidence)
    emitted = state.cells[EMITTED]
    untold = tuple(
        it if emitted >> bit & 1 else it._replace(delay=it.delay + _LATER)
        for bit, it in enumerate(world.evidence)
    )
    yield _in(state, world.incidents, untold)


def _other_kind(kind: int, *, is_begun: bool) -> int:
    """Return another type; what has begun keeps its own, unless no meter shows either."""
    if not is_begun:
        return (kind + 1) % len(TYPE_NAMES)
    return _QUIET[_QUIET.index(kind) - 1] if kind in _QUIET else kind


def _in(state: State, incidents: tuple[Incident, ...], evidence: tuple[Evidence, ...]) -> State:
    world: World = state.world
    happens, faults = (incidents, evidence), (world.silent, world.lying)
    return replace(state, world=assembled(world.seed, world.plan, world.estate, happens, faults))


def _label(state: State) -> str:
    return TYPE_NAMES[state.world.incidents[0].kind]


DISGUISE = Disguise(
    name="logsentinel",
    summary="The war-room with other incidents behind what has been seen of them.",
    others=_others,
    label=_label,
)
