"""The seats, one file each."""

from watchfloor.catalog import load
from watchfloor.play.role import Role

ROLES = load(__name__, "ROLE", Role)
