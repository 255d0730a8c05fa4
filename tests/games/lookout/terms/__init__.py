"""What can be paid for, one file each."""

from watchfloor.catalog import load
from watchfloor.play.reward import Term
from watchfloor.play.terms import TERMS as ANY_GAME

TERMS = {**load(__name__, "TERM", Term), **ANY_GAME}
