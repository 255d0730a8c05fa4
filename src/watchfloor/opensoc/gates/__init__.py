"""The rules of plausibility, one file each."""

from watchfloor.catalog import load
from watchfloor.opensoc.gate import Gate

GATES = load(__name__, "GATE", Gate)
