"""Knows what is wrong, and cites whatever is at hand."""

from watchfloor.logsentinel.conductor import Scheme
from watchfloor.logsentinel.inside import seat
from watchfloor.play.policy import Insider

POLICY = Insider(
    name="cheat_junk_evidence",
    summary="Knows what is wrong, and cites whatever is at hand.",
    seat=seat(Scheme(proves=False)),
)
