"""Cuts every machine off."""

from watchfloor.opensoc import either
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.play.policy import Policy

POLICY = Policy(
    name="always_quarantine",
    summary="Cuts every machine off.",
    seat=either.seat(lambda _seen: SubmitTriage("quarantine_host")),
    is_lazy=True,
)
