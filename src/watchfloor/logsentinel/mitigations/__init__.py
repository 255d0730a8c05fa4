"""The mitigations, one file each."""

from watchfloor.catalog import load
from watchfloor.logsentinel.mitigation import Mitigation

MITIGATIONS = load(__name__, "MITIGATION", Mitigation)
