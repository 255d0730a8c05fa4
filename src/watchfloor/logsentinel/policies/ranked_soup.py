"""Proposes what an analyst finds likeliest, and cites all that it has."""

from watchfloor.logsentinel.motions import ranked_on_all, soup
from watchfloor.logsentinel.routine import seat
from watchfloor.play.policy import Policy

POLICY = Policy(
    name="ranked_soup",
    summary="Proposes what an analyst finds likeliest, and cites all that it has.",
    seat=seat(soup(ranked_on_all)),
    is_lazy=True,
)
