"""The seats, one file each, in the order in which they speak."""

from types import MappingProxyType

from watchfloor.catalog import load
from watchfloor.logsentinel.seat import Seat

ROLES = MappingProxyType(
    dict(sorted(load(__name__, "ROLE", Seat).items(), key=lambda found: found[1].order))
)
