"""What cited evidence is worth, by the public meaning of its rules alone.

Which incident has left a piece of evidence is nowhere asked: whoever reads the runbook can compute
the same, and a right guess with the wrong papers is worth little.
"""

from collections.abc import Sequence
from typing import NamedTuple

from watchfloor.logsentinel.estate import CALLS, SLOTS
from watchfloor.logsentinel.fixed_point import ONE as PARTS
from watchfloor.logsentinel.fraction import fraction
from watchfloor.play.reward import ONE

PROVED = ONE * 75 // 100
"""From where on a cause counts as proved, in a report as well as for what is done about it."""

_PLACES = {slot.name: place for place, slot in enumerate(SLOTS)}
_NEIGHBOURS = {
    pair
    for call in CALLS
    for pair in (
        (_PLACES[call.caller], _PLACES[call.callee]),
        (_PLACES[call.callee], _PLACES[call.caller]),
    )
}


class Exhibit(NamedTuple):
    """A piece of evidence as the runbook reads it."""

    id: str
    role: str
    """Whose source it is from."""
    service: int
    speaks_for: tuple[str, ...]
    explains: tuple[str, ...] = ()
    """The harmless types that it explains."""


def is_near(service: int, other: int) -> bool:
    """Return whether *service* is *other* or next to it in the estate."""
    return service == other or (service, other) in _NEIGHBOURS


def support(incident_type: str, cited: Sequence[Exhibit], lone: int) -> int:
    """Return how well *cited* speaks for *incident_type*, from nothing to one.

    A piece that speaks for one type alone is enough, one that speaks for three is a third of it.
    *lone*, in parts of one, is what it all counts if it comes from the sources of one role.
    """
    speaking = {one.id: one for one in cited if incident_type in one.speaks_for}
    found = min(ONE, sum(ONE // len(one.speaks_for) for one in speaking.values()))
    if len({one.role for one in speaking.values()}) == 1:
        return found * lone // PARTS
    return found


def precision(incident_type: str, service: int, cited: Sequence[Exhibit]) -> int:
    """Return what share of *cited* speaks for *incident_type* and lies at or near *service*."""
    aimed = {
        one.id for one in cited if incident_type in one.speaks_for and is_near(one.service, service)
    }
    return fraction(len(aimed), len({one.id for one in cited}))
