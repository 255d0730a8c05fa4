"""Attacks by script with what the brief shows; defends as the heuristic does."""

from watchfloor.opensoc import either
from watchfloor.play.policy import Policy

POLICY = Policy(
    name="scripted",
    summary="Attacks by script with what the brief shows; defends as the heuristic does.",
    seat=either.seat(),
)
