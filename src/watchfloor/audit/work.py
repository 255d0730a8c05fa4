"""How much work something is, counted in calls, which are the same on every run."""

import sys
from collections.abc import Callable
from types import FrameType


def calls(function: Callable[[], object]) -> int:
    """Return how many calls *function* makes, of functions of Python's and of others."""
    count = 0

    def noticed(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(noticed)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count
