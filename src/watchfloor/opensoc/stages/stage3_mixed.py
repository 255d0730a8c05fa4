"""Explained look-alikes are interleaved."""

from watchfloor.opensoc.stage import Stage

STAGE = Stage(
    name="stage3_mixed",
    summary="Explained look-alikes are interleaved.",
    is_plain=False,
    steps=1,
    decoys=(1, 1),
    herrings=1,
    lines=(13, 17),
    prevalence=60,
)
