"""Proposes as an analyst would, treats what fails a check and takes the rest back."""

from watchfloor.logsentinel.motions import ranked, sniff
from watchfloor.logsentinel.routine import seat
from watchfloor.play.policy import Policy

POLICY = Policy(
    name="ranked_sniff",
    summary="Proposes as an analyst would, treats what fails a check and takes the rest back.",
    seat=seat(sniff(ranked)),
    is_lazy=True,
)
