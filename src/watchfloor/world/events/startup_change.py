"""What starts with a session is changed."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="startup_change",
    summary="What starts with a session is changed.",
    ocsf_class=201002,
    fills=(
        "host",
        "user",
        "command",
        "path",
    ),
    example=Event(
        "log-01",
        32400,
        "startup_change",
        host="ws-el-07",
        user="ada.abe",
        command="C:\\Program Files\\Notes\\notes.exe",
        path="HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\Notes",
    ),
)
