"""What the metrics read of an episode, taken from its last state while that is at hand.

A reading is plain JSON and goes into the line of the result, so that a metric never needs the game.
Both games write one part alike, the `orders`: what was done to contain something, in its order.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from watchfloor.play.trajectory import Trajectory


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the reading of one game is taken."""

    name: str
    """The game."""
    summary: str
    take: Callable[[Any, Trajectory], dict[str, Any]]
    """From the last state and the trajectory of a finished episode."""


def order(  # noqa: PLR0913  # an order is what it is
    name: str, *, step: int, right: bool, harmful: bool, gated: bool, supported: bool, cost: int
) -> dict[str, Any]:
    """Return one containment as both games write it.

    It was ordered at *step*, counted from 1. It is *right* if what is true calls for it there,
    *harmful* if it hits what nothing is wrong with. It is *gated* if trusted evidence about its
    target was seen before, and *supported* if what was cited for it is on the verifier's list.
    *cost* is what the business loses with its target, should it be wrong.
    """
    return {
        "name": name,
        "step": step,
        "right": right,
        "harmful": harmful,
        "gated": gated,
        "supported": supported,
        "cost": cost,
    }
