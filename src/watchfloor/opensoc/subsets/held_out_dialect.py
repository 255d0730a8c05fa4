"""A way of writing logs that no other scenario uses."""

from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.subset import Subset

SUBSET = Subset(
    name="held_out_dialect",
    summary="As stage 3, in a dialect that no stage is written in.",
    stage=STAGES["stage3_mixed"],
    wish=Wish(dialect=next(name for name, it in DIALECTS.items() if it.is_held_out)),
)
