"""A program opens the memory of another."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="process_access",
    summary="A program opens the memory of another.",
    ocsf_class=1007,
    fills=(
        "host",
        "user",
        "process",
        "path",
    ),
    example=Event(
        "log-01",
        32400,
        "process_access",
        host="ws-el-07",
        user="ada.abe",
        process="procexp.exe",
        path="C:\\Windows\\System32\\lsass.exe",
    ),
)
