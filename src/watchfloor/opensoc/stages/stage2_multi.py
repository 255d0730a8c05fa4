"""The signal is spread over a window, one of each grade."""

from watchfloor.opensoc.stage import Stage

STAGE = Stage(
    name="stage2_multi",
    summary="The signal is spread over a window, one of each grade.",
    is_plain=False,
    steps=1,
    decoys=(0, 0),
    herrings=1,
    lines=(10, 13),
    minutes_off=(30, 300),
    prevalence=60,
)
