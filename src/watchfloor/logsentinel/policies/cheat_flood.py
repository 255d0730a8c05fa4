"""Knows what is wrong, and proposes much else beside it."""

from watchfloor.logsentinel.conductor import Scheme
from watchfloor.logsentinel.inside import seat
from watchfloor.play.policy import Insider

POLICY = Insider(
    name="cheat_flood",
    summary="Knows what is wrong, and proposes much else beside it.",
    seat=seat(Scheme(extras=5)),
)
