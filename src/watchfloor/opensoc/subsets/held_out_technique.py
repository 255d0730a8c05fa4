"""Answers that hang on techniques which `known_techniques` has not."""

from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.subset import Subset
from watchfloor.opensoc.techniques import decides_by_held

SUBSET = Subset(
    name="held_out_technique",
    summary="As stage 3, where a technique that `known_techniques` has not decides.",
    stage=STAGES["stage3_mixed"],
    keeps=decides_by_held,
)
