"""The commander keeps the floor and decides everything from what it sees itself."""

from watchfloor.logsentinel.motions import loud, solo
from watchfloor.logsentinel.routine import seat
from watchfloor.play.policy import Policy

POLICY = Policy(
    name="solo_commander",
    summary="The commander keeps the floor and decides everything from what it sees itself.",
    seat=seat(solo(loud)),
    is_lazy=True,
)
