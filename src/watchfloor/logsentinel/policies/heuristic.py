"""An honest team that reads the runbook, shares what it finds and treats what it can show.

Its blind spots are those of its members: see `responder.py` and `commander.py`.
"""

from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.team import seat
from watchfloor.play.policy import Policy

POLICY = Policy(
    name="heuristic",
    summary="An honest team that reads the runbook and shares what it finds.",
    seat=seat(Habits()),
)
