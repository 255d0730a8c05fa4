"""What can be hidden otherwise in a game without a player seeing it, one file each."""

from watchfloor.audit.moment import Disguise
from watchfloor.catalog import load

DISGUISES = load(__name__, "DISGUISE", Disguise)
