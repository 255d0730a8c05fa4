"""Those who can sit in any seat, one file each."""

from watchfloor.agents.guest import Guest
from watchfloor.catalog import load

GUESTS = load(__name__, "GUEST", Guest)
