"""How much work something is, counted in calls, which are the same on every run."""

import gc
import sys
from collections.abc import Callable
from types import FrameType


def calls(function: Callable[[], object]) -> int:
    """Return how many calls *function* makes, of functions of Python's and of others.

    Rubbish is not collected meanwhile: when that happens depends on all that ran before, and
    somebody may have asked to be called.
    """
    count, is_collecting = 0, gc.isenabled()

    def noticed(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    gc.disable()
    sys.setprofile(noticed)
    try:
        function()
    finally:
        sys.setprofile(before)
        if is_collecting:
            gc.enable()
    return count
