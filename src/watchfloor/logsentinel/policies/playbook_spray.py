"""Asks everything, proposes whatever has any evidence, and plays every playbook."""

from watchfloor.logsentinel.motions import loud, spray
from watchfloor.logsentinel.routine import seat
from watchfloor.play.policy import Policy

POLICY = Policy(
    name="playbook_spray",
    summary="Asks everything, proposes whatever has any evidence, and plays every playbook.",
    seat=seat(spray(loud)),
    is_lazy=True,
)
