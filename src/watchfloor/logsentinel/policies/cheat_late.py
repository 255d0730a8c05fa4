"""Knows what is wrong, and lets most of the time pass first."""

from watchfloor.logsentinel.conductor import Scheme
from watchfloor.logsentinel.inside import seat
from watchfloor.play.policy import Insider

POLICY = Insider(
    name="cheat_late",
    summary="Knows what is wrong, and lets most of the time pass first.",
    seat=seat(Scheme(begins_at=60)),
)
