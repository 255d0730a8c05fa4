"""Proposes all that an analyst finds likely at all, and plays every playbook."""

from watchfloor.logsentinel.motions import ranked, spray
from watchfloor.logsentinel.routine import seat
from watchfloor.play.policy import Policy

POLICY = Policy(
    name="ranked_spray",
    summary="Proposes all that an analyst finds likely at all, and plays every playbook.",
    seat=seat(spray(ranked)),
    is_lazy=True,
)
