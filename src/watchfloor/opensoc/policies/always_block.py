"""Blocks every address."""

from watchfloor.opensoc import either
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.play.policy import Policy

POLICY = Policy(
    name="always_block",
    summary="Blocks every address.",
    seat=either.seat(lambda _seen: SubmitTriage("block_ip")),
    is_lazy=True,
)
