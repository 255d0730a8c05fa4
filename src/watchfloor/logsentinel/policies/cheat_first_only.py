"""Knows what is wrong, and cares about the first incident alone."""

from watchfloor.logsentinel.conductor import Scheme
from watchfloor.logsentinel.inside import seat
from watchfloor.play.policy import Insider

POLICY = Insider(
    name="cheat_first_only",
    summary="Knows what is wrong, and cares about the first incident alone.",
    seat=seat(Scheme(most=1)),
)
