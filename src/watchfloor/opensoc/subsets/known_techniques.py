"""Incidents to train on for whoever is evaluated on held-out techniques."""

from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.subset import Subset
from watchfloor.opensoc.techniques import is_without_held

SUBSET = Subset(
    name="known_techniques",
    summary="As stage 3, without the techniques that are held out.",
    stage=STAGES["stage3_mixed"],
    keeps=is_without_held,
)
