"""A program starts on a machine."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="process_start",
    summary="A program starts on a machine.",
    ocsf_class=1007,
    fills=(
        "host",
        "user",
        "process",
        "parent",
        "command",
    ),
    example=Event(
        "log-01",
        32400,
        "process_start",
        host="ws-el-07",
        user="ada.abe",
        process="powershell.exe",
        parent="explorer.exe",
        command="powershell.exe -File report.ps1",
    ),
)
