"""Calls the first suspicion of each role middling, and reports it untreated."""

from watchfloor.logsentinel.motions import hedge, loud
from watchfloor.logsentinel.routine import seat
from watchfloor.play.policy import Policy

POLICY = Policy(
    name="severity_hedge",
    summary="Calls the first suspicion of each role middling, and reports it untreated.",
    seat=seat(hedge(loud)),
    is_lazy=True,
)
