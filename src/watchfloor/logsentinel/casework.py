"""How an insider, who knows what happened and what it has left, gets a case together soonest.

It still has to ask for the evidence, hand it over and cite it, like everybody else.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import permutations, product
from typing import NamedTuple

from watchfloor.logsentinel.board import bits
from watchfloor.logsentinel.cells import EMITTED, GONE, KNOWN, SEATS
from watchfloor.logsentinel.fixed_point import ONE as PARTS
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.support import is_near
from watchfloor.logsentinel.tables import OWNER, SPEAKS_FOR, TYPE_NAMES
from watchfloor.logsentinel.world import World
from watchfloor.play.reward import ONE

MOST_CITED = 8
MOST_HANDED = 4
MOST_ASKED = 3
"""Questions that one role puts for one case at most."""


class Case(NamedTuple):
    """One way to prove what is wrong: who makes the case, who helps, and with what."""

    lead: int
    helper: int
    cited: int
    """A bit for each piece."""
    support: int
    moves: int
    """What it still takes."""


@lru_cache(maxsize=4096)
def _fitting(kind: str, service: int, pieces: tuple[tuple[str, int], ...]) -> tuple[int, ...]:
    """Return what each of *pieces*, a rule and a service, says for *kind* on *service*."""
    return tuple(
        ONE // len(SPEAKS_FOR[rule]) if kind in SPEAKS_FOR[rule] and is_near(place, service) else 0
        for rule, place in pieces
    )


def worths(world: World, number: int) -> tuple[int, ...]:
    """Return what each piece of evidence says for incident *number*; nothing if it is astray."""
    incident = world.incidents[number]
    pieces = tuple((piece.rule, piece.service) for piece in world.evidence)
    return _fitting(TYPE_NAMES[incident.kind], incident.service, pieces)


def best_case(state: State, number: int) -> Case | None:
    """Return the case for incident *number* that proves it best and then takes the fewest moves."""
    worth = worths(state.world, number)
    ways = [
        case
        for lead, helper in permutations(range(SEATS), 2)
        for case in _cases(state, worth, lead, helper)
    ]
    return min(ways, key=lambda case: (-case.support, case.moves, case.lead), default=None)


def _cases(state: State, worth: Sequence[int], lead: int, helper: int) -> Iterator[Case]:
    """Return what *lead* and *helper* could make together, by how much they ask."""
    held = _of_worth(state.cells[KNOWN + lead], worth)
    given = _of_worth(state.cells[KNOWN + helper] & state.world.wiring.owned[helper], worth) & ~held
    asked = [_questions(state, worth, lead), _questions(state, worth, helper)]
    for mine, theirs in product(*(range(min(MOST_ASKED, len(it)) + 1) for it in asked)):
        own, other = held, given
        for question in asked[0][:mine]:
            own |= question
        for question in asked[1][:theirs]:
            other |= question
        handed = _best(other, worth, MOST_HANDED)
        cited = _best(own, worth, MOST_CITED - handed.bit_count()) | handed
        if cited.bit_count() >= 2:
            moves = mine + theirs + bool(handed)
            yield Case(lead, helper, cited, _support(state, cited, worth), moves)


def _of_worth(mask: int, worth: Sequence[int]) -> int:
    return sum(1 << bit for bit in bits(mask) if worth[bit])


def _questions(state: State, worth: Sequence[int], role: int) -> list[int]:
    """Return what each question of *role* would bring up for the case, the best question first."""
    world, cells = state.world, state.cells
    there = cells[EMITTED] & ~(cells[GONE] | cells[KNOWN + role]) & world.wiring.owned[role]
    found: dict[tuple[str, int], int] = {}
    for bit in bits(there):
        if worth[bit]:
            piece = world.evidence[bit]
            place = (piece.source, piece.service)
            found[place] = found.get(place, 0) | 1 << bit
    return sorted(found.values(), key=lambda mask: -sum(worth[bit] for bit in bits(mask)))


def _best(mask: int, worth: Sequence[int], most: int) -> int:
    """Return the *most* pieces of *mask* that say most."""
    ranked = sorted(bits(mask), key=lambda bit: (-worth[bit], bit))
    return sum(1 << bit for bit in ranked[:most])


def _support(state: State, cited: int, worth: Sequence[int]) -> int:
    places = bits(cited)
    whole = min(ONE, sum(worth[bit] for bit in places))
    if len({OWNER[state.world.evidence[bit].source] for bit in places}) == 1:
        return whole * state.world.plan.lone_support // PARTS
    return whole
