"""The team of the heuristic, with habits that a search on training seeds has found.

`benchmarks/tuning.py` writes this file.
"""

from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.team import seat
from watchfloor.play.policy import Policy

_HABITS = Habits(
    propose_at=845_288,
    lone=760_035,
    hand_at=273_572,
    worry=945,
    follow_at=250_000,
    look_around=2,
    quiet=13,
)

POLICY = Policy(
    name="tuned",
    summary="The heuristic with seven numbers found by search on training seeds.",
    seat=seat(_HABITS),
)
