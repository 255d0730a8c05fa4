"""A part of the incidents that is reported apart."""

import cases
from watchfloor.opensoc.generator import ANYTHING
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.subset import Subset, anything


def test_a_subset_keeps_everything_unless_it_says_otherwise() -> None:
    """A stage is a subset that leaves nothing out."""
    subset = Subset(name="made", summary="Made.", stage=STAGES["stage1_basic"])

    assert (subset.wish, subset.keeps) == (ANYTHING, anything)
    assert all(anything(grown) for grown in cases.grown(1))
