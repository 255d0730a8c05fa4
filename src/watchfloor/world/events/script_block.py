"""A script runs inside an interpreter."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="script_block",
    summary="A script runs inside an interpreter.",
    ocsf_class=1009,
    fills=(
        "host",
        "user",
        "process",
        "command",
    ),
    example=Event(
        "log-01",
        32400,
        "script_block",
        host="ws-el-07",
        user="ada.abe",
        process="powershell.exe",
        command="Get-ChildItem C:\\Reports",
    ),
)
