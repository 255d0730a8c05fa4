"""What can be paid for in this game, one file each, and what can be paid for in any."""

from collections.abc import Mapping

from watchfloor.catalog import load
from watchfloor.play.reward import Term
from watchfloor.play.terms import TERMS as ANY_GAME

TERMS: Mapping[str, Term] = {**load(__name__, "TERM", Term), **ANY_GAME}
