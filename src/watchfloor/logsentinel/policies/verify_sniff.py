"""Treats what it looks at as sick if the check fails, and takes the rest back."""

from watchfloor.logsentinel.motions import loud, sniff
from watchfloor.logsentinel.routine import seat
from watchfloor.play.policy import Policy

POLICY = Policy(
    name="verify_sniff",
    summary="Treats what it looks at as sick if the check fails, and takes the rest back.",
    seat=seat(sniff(loud)),
    is_lazy=True,
)
