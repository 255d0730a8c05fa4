"""One suspicious fact, unambiguous."""

from watchfloor.opensoc.stage import Stage

STAGE = Stage(
    name="stage1_basic",
    summary="One suspicious fact, unambiguous.",
    is_plain=True,
    steps=0,
    decoys=(0, 0),
    herrings=0,
    lines=(5, 8),
    prevalence=60,
)
