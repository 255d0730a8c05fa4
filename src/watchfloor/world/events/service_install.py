"""A service is added to a machine."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="service_install",
    summary="A service is added to a machine.",
    ocsf_class=201004,
    fills=(
        "host",
        "user",
        "command",
        "name",
    ),
    example=Event(
        "log-01",
        32400,
        "service_install",
        host="ws-el-07",
        user="ada.abe",
        command="C:\\Program Files\\Print\\helper.exe",
        name="PrintHelper",
    ),
)
