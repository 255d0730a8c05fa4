"""Proposes what its evidence names most, and cites all that it has."""

from watchfloor.logsentinel.motions import loud_on_all, soup
from watchfloor.logsentinel.routine import seat
from watchfloor.play.policy import Policy

POLICY = Policy(
    name="evidence_soup",
    summary="Proposes what its evidence names most, and cites all that it has.",
    seat=seat(soup(loud_on_all)),
    is_lazy=True,
)
