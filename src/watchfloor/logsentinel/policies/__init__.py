"""Ways to play, one file each."""

from watchfloor.catalog import load
from watchfloor.play.policy import Contender

POLICIES = load(__name__, "POLICY", Contender)
