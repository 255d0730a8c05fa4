"""A machine asks for the address of a name."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="dns_query",
    summary="A machine asks for the address of a name.",
    ocsf_class=4003,
    fills=("host", "process", "name"),
    example=Event(
        id="log-01",
        second=32400,
        type="dns_query",
        host="ws-el-07",
        process="chrome.exe",
        name="updates.vendor.example",
    ),
)
