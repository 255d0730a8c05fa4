"""Dismisses everything."""

from watchfloor.opensoc import either
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.play.policy import Policy

POLICY = Policy(
    name="always_dismiss",
    summary="Dismisses everything.",
    seat=either.seat(lambda _seen: SubmitTriage("dismiss")),
    is_lazy=True,
)
