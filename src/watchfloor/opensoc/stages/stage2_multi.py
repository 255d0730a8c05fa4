"""The signal is spread over a window, one of each grade."""

from watchfloor.opensoc.stage import Stage

STAGE = Stage(
    name="stage2_multi",
    summary="The signal is spread over a window, one of each grade.",
    is_plain=False,
    steps=1,
    decoys=(0, 0),
    herrings=0,
    lines=(10, 13),
    prevalence=60,
)
