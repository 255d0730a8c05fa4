"""A log is emptied."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="log_clear",
    summary="A log is emptied.",
    ocsf_class=1008,
    fills=(
        "host",
        "user",
        "name",
    ),
    example=Event(
        "log-01", 32400, "log_clear", host="ws-el-07", user="ada.abe", name="Application"
    ),
)
