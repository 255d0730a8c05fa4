"""How soon the incidents were ended for good, and how many moves were wasted on the way."""

from watchfloor.logsentinel.fraction import fraction, product
from watchfloor.play.reward import ONE

GRACE = 14
"""Ticks from its beginning in which an incident can be ended by those who work well."""
GRACE_FOR_BOTH = 4
"""As many more if it has to be contained and fixed."""
GRACE_FOR_OTHERS = 8
"""As many more for each other incident of the world that asks for attention too: the moves that it
takes, where every move is a tick."""
WASTE = ONE * 75 // 100
"""What wasting every move would take away."""


def grace(others: int, at_once: int, *, needs_containment: bool) -> int:
    """Return how long an incident may last beside *others* before it counts as late.

    Telemetry and mitigations take as long in every mode; what others ask for is moves, of which so
    many are made *at_once*.
    """
    both = GRACE_FOR_BOTH if needs_containment else 0
    return GRACE + both + GRACE_FOR_OTHERS * others // at_once


def promptness(fixed: int, due: int, horizon: int) -> int:
    """Return one for an incident that was *fixed* by the tick *due*, less and less after it."""
    return ONE if fixed <= due else fraction(horizon - fixed, horizon - due)


def efficiency(prompt: int, wasted: int, moves: int) -> int:
    """Return *prompt*, less for each of the *moves* of a whole episode that was wasted.

    It is a share of all the moves there could be, so that further ones cannot make it smaller.
    """
    return product(prompt, ONE - product(WASTE, fraction(wasted, moves)))
