"""What acts on the services in one tick: a row of whole numbers, a block for each channel."""

from watchfloor.logsentinel.cells import SERVICES
from watchfloor.logsentinel.tables import CHANNELS

EFFECTS = len(CHANNELS) * SERVICES
ERROR_FORCE, LOAD_FORCE, CAPACITY_FORCE, POOL_FORCE, DISK_FORCE = (
    CHANNELS.index(channel) * SERVICES for channel in ("error", "load", "capacity", "pool", "disk")
)
LAG_FORCE, MISS_FORCE, STALL_FORCE, COMPROMISE_FORCE, TRAFFIC_FORCE = (
    CHANNELS.index(channel) * SERVICES
    for channel in ("lag", "miss", "stall", "compromise", "traffic")
)
"""Where the channels begin."""

PRESSED = EFFECTS
"""Behind the channels: the services that something acts on, one bit each."""
NO_FORCES = [0] * (EFFECTS + 1)
