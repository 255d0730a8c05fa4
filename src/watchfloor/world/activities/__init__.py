"""The kinds of behaviour, one file each."""

from watchfloor.catalog import load
from watchfloor.world.activity import Activity

ACTIVITIES = load(__name__, "ACTIVITY", Activity)
