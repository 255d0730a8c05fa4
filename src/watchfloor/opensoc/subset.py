"""A part of the incidents that is reported apart, since whoever was trained has not met it."""

from collections.abc import Callable
from dataclasses import dataclass

from watchfloor.opensoc.generator import ANYTHING, Grown, Wish
from watchfloor.opensoc.stage import Stage


def anything(_grown: Grown) -> bool:
    """Keep whatever was grown."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Subset:
    """Incidents of one stage, as far as they have something or have it not."""

    name: str
    summary: str
    stage: Stage
    wish: Wish = ANYTHING
    keeps: Callable[[Grown], bool] = anything
    """Whether an incident from the generator belongs to it; what attackers craft is not asked."""
