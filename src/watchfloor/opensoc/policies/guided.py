"""Attacks with the one of several incidents that reference readers disagree about most."""

from watchfloor.opensoc import crafting, either
from watchfloor.play.policy import Policy

POLICY = Policy(
    name="guided",
    summary="Attacks with the one of several incidents that readers disagree about most.",
    seat=either.seat(attacks=crafting.guided),
)
