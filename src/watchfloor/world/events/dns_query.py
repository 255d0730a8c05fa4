"""A machine asks for the address of a name."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="dns_query",
    summary="A machine asks for the address of a name.",
    ocsf_class=4003,
    fills=(
        "host",
        "name",
    ),
    may_fill=(
        "user",
        "process",
    ),
    example=Event(
        "log-01",
        32400,
        "dns_query",
        host="ws-el-07",
        process="chrome.exe",
        name="updates.vendor.example",
    ),
)
