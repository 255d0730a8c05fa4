"""Reads the runbook honestly and in a hurry: any ticket for the place and the person covers."""

from watchfloor.opensoc import either
from watchfloor.play.policy import Policy

POLICY = Policy(
    name="heuristic",
    summary="Reads the runbook honestly and in a hurry: any ticket that fits covers.",
    seat=either.seat(),
)
