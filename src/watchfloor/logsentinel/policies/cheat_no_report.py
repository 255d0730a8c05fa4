"""Knows what is wrong, treats it, and never reports."""

from watchfloor.logsentinel.conductor import Scheme
from watchfloor.logsentinel.inside import seat
from watchfloor.play.policy import Insider

POLICY = Insider(
    name="cheat_no_report",
    summary="Knows what is wrong, treats it, and never reports.",
    seat=seat(Scheme(reports=False)),
)
