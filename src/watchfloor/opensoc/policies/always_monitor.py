"""Watches everything and decides nothing."""

from watchfloor.opensoc import either
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.play.policy import Policy

POLICY = Policy(
    name="always_monitor",
    summary="Watches everything and decides nothing.",
    seat=either.seat(lambda _seen: SubmitTriage("monitor")),
    is_lazy=True,
)
