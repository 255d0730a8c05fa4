"""What is missed where a team that knows everything leaves some of it undone."""

from collections.abc import Callable, Iterator

from watchfloor.audit.warroom_tapes import Said, Tape, spoken
from watchfloor.logsentinel.actions import Mitigate, Wait
from watchfloor.logsentinel.incident_type import IncidentType
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.state import Proposal, State, proposals


def without_orders(tape: Tape, proposal: str) -> State:
    """Return the end of *tape* had nothing been ordered on the grounds of *proposal*."""
    return spoken(
        tape.states[0],
        [
            Said(role, Wait())
            if isinstance(move, Mitigate) and move.proposal == proposal
            else Said(role, move)
            for role, move in tape.said
        ],
    )


def neglected(
    tape: Tape, is_left: Callable[[IncidentType], bool] = lambda _kind: True
) -> Iterator[tuple[Proposal, State]]:
    """Return how *tape* ends if an incident is left alone, for each that *is_left*."""
    for it in proposals(tape.last):
        if is_left(INCIDENT_TYPES[it.incident_type]):
            yield it, without_orders(tape, it.id)
