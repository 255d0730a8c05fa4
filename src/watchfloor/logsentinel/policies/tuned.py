"""The team of the heuristic, with habits that a search on training seeds has found.

`benchmarks/tuning.py` writes this file.
"""

from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.team import seat
from watchfloor.play.policy import Policy

_HABITS = Habits(
    propose_at=782_599,
    lone=690_912,
    hand_at=475_432,
    worry=897,
    follow_at=100_954,
    look_around=1,
    quiet=16,
)

POLICY = Policy(
    name="tuned",
    summary="The heuristic with seven numbers found by search on training seeds.",
    seat=seat(_HABITS),
)
