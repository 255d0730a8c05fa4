"""Knows what is wrong, and calls all of it middling."""

from watchfloor.logsentinel.conductor import Scheme
from watchfloor.logsentinel.inside import seat
from watchfloor.play.policy import Insider

POLICY = Insider(
    name="cheat_constant_severity",
    summary="Knows what is wrong, and calls all of it middling.",
    seat=seat(Scheme(severity=2)),
)
