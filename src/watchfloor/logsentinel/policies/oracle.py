"""Knows what is wrong and what has been left of it; asks, hands over and proposes like others."""

from watchfloor.logsentinel.conductor import Scheme
from watchfloor.logsentinel.inside import seat
from watchfloor.play.policy import Insider

POLICY = Insider(
    name="oracle",
    summary="Knows what is wrong, and proves and treats it by the rules.",
    seat=seat(Scheme()),
)
