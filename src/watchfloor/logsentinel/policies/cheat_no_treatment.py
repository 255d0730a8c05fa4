"""Knows what is wrong, proves and reports it, and does nothing about it."""

from watchfloor.logsentinel.conductor import Scheme
from watchfloor.logsentinel.inside import seat
from watchfloor.play.policy import Insider

POLICY = Insider(
    name="cheat_no_treatment",
    summary="Knows what is wrong, proves and reports it, and does nothing about it.",
    seat=seat(Scheme(treats=False)),
)
