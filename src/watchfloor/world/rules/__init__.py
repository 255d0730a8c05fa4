"""The detections, one file each."""

from watchfloor.catalog import load
from watchfloor.world.rule import Rule

RULES = load(__name__, "RULE", Rule)
