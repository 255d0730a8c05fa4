"""The ways by which something comes back to a player, one file each."""

from watchfloor.audit.moment import Surface
from watchfloor.catalog import load

SURFACES = load(__name__, "SURFACE", Surface)
