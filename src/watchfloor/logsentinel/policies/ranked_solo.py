"""The commander keeps the floor and proposes what an analyst finds likeliest."""

from watchfloor.logsentinel.motions import ranked, solo
from watchfloor.logsentinel.routine import seat
from watchfloor.play.policy import Policy

POLICY = Policy(
    name="ranked_solo",
    summary="The commander keeps the floor and proposes what an analyst finds likeliest.",
    seat=seat(solo(ranked)),
    is_lazy=True,
)
