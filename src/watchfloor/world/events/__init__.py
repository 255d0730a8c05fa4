"""The types of events, one file each."""

from watchfloor.catalog import load
from watchfloor.world.event import EventType

EVENT_TYPES = load(__name__, "EVENT_TYPE", EventType)
