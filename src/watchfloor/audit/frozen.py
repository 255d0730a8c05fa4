"""The frozen incidents that are kept for evaluation, grown again from their seeds."""

from collections.abc import Iterator
from itertools import product

from watchfloor.evaluation.datasets import CHOICES, FROZEN
from watchfloor.opensoc import fingerprint
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.opensoc.generator import Grown, Wish, grow
from watchfloor.opensoc.held_out import HELD_OUT
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.opensoc.stages import STAGES
from watchfloor.seeds import Seed


def incidents(most: int) -> Iterator[Grown]:
    """Return *most* of the frozen incidents at most, of every answer and stage in turn."""
    found = 0
    for number, (stage, answer) in product(range(FROZEN), product(STAGES, ANSWERS)):
        if found == most:
            return
        home = Seed.of("opensoc", "held_out", stage, answer)
        wish = Wish(answer, None, next(iter(DIALECTS)), is_held_out=True)
        for choice in range(CHOICES):
            grown = grow(home.child(number * CHOICES + choice), STAGES[stage], wish)
            if fingerprint.of(grown.case.events, grown.case.records) in HELD_OUT:
                yield grown
                found += 1
                break
