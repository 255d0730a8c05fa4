"""A program loads a library."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="image_load",
    summary="A program loads a library.",
    ocsf_class=1005,
    fills=(
        "host",
        "process",
        "path",
    ),
    may_fill=("user",),
    example=Event(
        "log-01",
        32400,
        "image_load",
        host="ws-el-07",
        user="ada.abe",
        process="teams.exe",
        path="C:\\Windows\\System32\\version.dll",
    ),
)
