"""Terms that fit any game, one file each."""

from watchfloor.catalog import load
from watchfloor.play.reward import Term

TERMS = load(__name__, "TERM", Term)
