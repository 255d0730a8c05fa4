"""How many calls lie between two services of the war-room."""

from collections.abc import Sequence

from watchfloor.logsentinel.estate import CALLS, SLOTS

_PLACES = {slot.name: place for place, slot in enumerate(SLOTS)}
_ENDS = [(_PLACES[call.caller], _PLACES[call.callee]) for call in CALLS]
_NEAR: tuple[tuple[int, ...], ...] = tuple(
    tuple(sorted({there for here, there in (*_ENDS, *((b, a) for a, b in _ENDS)) if here == place}))
    for place in range(len(SLOTS))
)


def _from(start: int) -> tuple[int, ...]:
    """Return the calls from *start* to every service; what is not connected is furthest."""
    found, edge = {start: 0}, [start]
    for place in edge:
        for there in _NEAR[place]:
            if there not in found:
                found[there] = found[place] + 1
                edge.append(there)
    return tuple(found.get(place, len(SLOTS)) for place in range(len(SLOTS)))


DISTANCES: Sequence[Sequence[int]] = tuple(map(_from, range(len(SLOTS))))
"""From each service to each, by their places."""
