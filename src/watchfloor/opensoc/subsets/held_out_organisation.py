"""An organisation that no other scenario is set in."""

from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.subset import Subset

SUBSET = Subset(
    name="held_out_organisation",
    summary="As stage 3, in organisations that no stage is set in.",
    stage=STAGES["stage3_mixed"],
    wish=Wish(is_held_out=True),
)
