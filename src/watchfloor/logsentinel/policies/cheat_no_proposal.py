"""Knows what is wrong, and treats it without saying so."""

from watchfloor.logsentinel.conductor import Scheme
from watchfloor.logsentinel.inside import seat
from watchfloor.play.policy import Insider

POLICY = Insider(
    name="cheat_no_proposal",
    summary="Knows what is wrong, and treats it without saying so.",
    seat=seat(Scheme(proposes=False)),
)
