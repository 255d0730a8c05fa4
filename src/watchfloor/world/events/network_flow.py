"""A machine exchanges data with an address."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="network_flow",
    summary="A machine exchanges data with an address.",
    ocsf_class=4001,
    fills=(
        "host",
        "source_ip",
        "target_ip",
        "port",
    ),
    may_fill=(
        "user",
        "process",
        "size",
    ),
    example=Event(
        "log-01",
        32400,
        "network_flow",
        host="ws-el-07",
        process="chrome.exe",
        source_ip="10.4.1.17",
        target_ip="198.51.100.20",
        port=443,
        size=18200,
    ),
)
