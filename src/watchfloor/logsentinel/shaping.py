"""How far a team has come, for trainers alone: what it is paid on the way sums to nothing.

The potential knows the truth, so nothing of it may reach a player, in an observation or otherwise.
Every step is paid the difference of potentials, and the end has none, so going round in a loop
earns nothing and what is paid in a whole episode is nothing.
"""

from collections.abc import Sequence
from itertools import pairwise

from watchfloor.logsentinel.cells import DONE, FIXED, HELD, IS_OVER, PHASE, STARTED
from watchfloor.logsentinel.fraction import fraction, mean, product
from watchfloor.logsentinel.inquest import exhibits
from watchfloor.logsentinel.state import PHASES, Proposal, State, proposals
from watchfloor.logsentinel.support import support
from watchfloor.logsentinel.tables import TYPE_NAMES, TYPES
from watchfloor.logsentinel.truth import real
from watchfloor.play.reward import ONE

OF_FIXED = ONE * 5 // 10
OF_PROVED = ONE * 3 // 10
OF_PHASE = ONE * 2 // 10


def potential(state: State) -> int:
    """Return how far *state* is on the way, from nothing to one; at the end it is nothing."""
    if state.cells[IS_OVER]:
        return 0
    numbers, standing = real(state.world), proposals(state)
    fixed = sum(_is_ended(state, number) for number in numbers)
    proved = mean(tuple(_proved(state, number, standing) for number in numbers))
    phase = fraction(state.cells[PHASE], len(PHASES) - 1)
    return (
        product(OF_FIXED, fraction(fixed, len(numbers)))
        + product(OF_PROVED, proved)
        + product(OF_PHASE, phase)
    )


def shaped(states: Sequence[State]) -> tuple[int, ...]:
    """Return what each step between *states*, one after the other, is paid."""
    potentials = [potential(state) for state in states]
    return tuple(after - before for before, after in pairwise(potentials))


def _is_ended(state: State, number: int) -> bool:
    needed = FIXED
    if TYPES[state.world.incidents[number].kind].needs_containment:
        needed |= HELD
    return state.cells[DONE + number] & needed == needed


def _proved(state: State, number: int, standing: Sequence[Proposal]) -> int:
    """Return the support of the open proposal that is right about an incident that has begun."""
    if state.cells[STARTED + number] < 0:
        return 0
    incident, lone = state.world.incidents[number], state.world.plan.lone_support
    name = TYPE_NAMES[incident.kind]
    return max(
        (
            support(name, exhibits(state.world, it.evidence), lone)
            for it in standing
            if (it.incident_type, it.service) == (name, incident.service) and not it.is_withdrawn
        ),
        default=0,
    )
