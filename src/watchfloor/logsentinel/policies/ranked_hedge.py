"""Calls the likeliest suspicion of each role middling, and reports it untreated."""

from watchfloor.logsentinel.motions import hedge, ranked
from watchfloor.logsentinel.routine import seat
from watchfloor.play.policy import Policy

POLICY = Policy(
    name="ranked_hedge",
    summary="Calls the likeliest suspicion of each role middling, and reports it untreated.",
    seat=seat(hedge(ranked)),
    is_lazy=True,
)
