"""The catalogue of ways to earn for nothing, one file each."""

from watchfloor.audit.threat import Threat
from watchfloor.catalog import load

THREATS = load(__name__, "THREAT", Threat)
