"""A task is set to run later."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="task_schedule",
    summary="A task is set to run later.",
    ocsf_class=1006,
    fills=(
        "host",
        "user",
        "command",
        "name",
    ),
    example=Event(
        "log-01",
        32400,
        "task_schedule",
        host="ws-el-07",
        user="ada.abe",
        command="C:\\Program Files\\Desk\\clean.exe",
        name="CleanDesk",
    ),
)
