"""What the incidents cost, against what they would have cost if nobody had done anything."""

from typing import NamedTuple

from watchfloor.logsentinel.fraction import fraction, product
from watchfloor.play.reward import ONE

HALF_DONE = ONE * 35 // 100
"""What an incident earns that was contained but not fixed, where it needs both."""
LUCK = ONE // 4
"""What is left of the credit for an incident that was ended without proof."""
NOTED_DAMAGE = 2000
"""Damage, in parts of one, up to which how fast it was stopped makes no difference."""
LOST_WRITE = 200
"""What a lost write costs, in the unit of loss."""
ORDINARY = 2000
"""Loss for each tick that an ordinary trouble causes. Where the world itself would have lost less,
what is spared and spoiled is measured by it, so that the cost of careful work is no disaster."""
OF_RESTORATION = ONE * 4 // 10
"""The part of the outcome that hangs on how much of the trouble was spared."""


class Harm(NamedTuple):
    """What users lost by the end, and what they would have lost without anybody."""

    loss: int
    untouched: int
    lost_writes: int
    ticks: int

    @property
    def spared(self) -> int:
        """Return what the team has spared its users; below 0 if it made things worse."""
        return self.untouched - self.loss - LOST_WRITE * self.lost_writes

    @property
    def ordinary(self) -> int:
        """Return what an ordinary trouble would have cost in that time."""
        return ORDINARY * self.ticks

    @property
    def unit(self) -> int:
        """Return the loss that a whole restoration spares."""
        return 3 * self.untouched // 4 + self.ordinary


def restoration(harm: Harm) -> int:
    """Return how much of the loss was spared; three quarters of it are all that can be."""
    return fraction(harm.spared + harm.ordinary, harm.unit)


def credit(done: int, damage: int, untouched: int, *, is_proven: bool) -> int:
    """Return what one incident earns that was brought to an end so far as *done*.

    How fast counts where *untouched*, the damage without anybody, is worth noting.
    """
    speed = fraction(untouched - damage, 3 * untouched // 4) if untouched > NOTED_DAMAGE else ONE
    return product(done, ONE // 2 + speed // 2, ONE if is_proven else LUCK)


def collateral(harm: Harm) -> int:
    """Return the collateral damage: the loss beyond doing nothing, in restorations, endless."""
    return max(0, -harm.spared) * ONE // harm.unit


def outcome(contained: int, restored: int) -> int:
    """Return what both come to: one cannot be bought with the other.

    >>> outcome(ONE, 0), outcome(0, ONE), outcome(ONE, ONE)
    (600000, 0, 1000000)
    """
    return product(contained, ONE - OF_RESTORATION + product(OF_RESTORATION, restored))
