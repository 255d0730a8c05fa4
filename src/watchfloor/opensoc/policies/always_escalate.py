"""Hands everything on."""

from watchfloor.opensoc import either
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.play.policy import Policy

POLICY = Policy(
    name="always_escalate",
    summary="Hands everything on.",
    seat=either.seat(lambda _seen: SubmitTriage("escalate")),
    is_lazy=True,
)
