"""The steps of the curriculum, one file each."""

from watchfloor.catalog import load
from watchfloor.opensoc.stage import Stage

STAGES = load(__name__, "STAGE", Stage)
