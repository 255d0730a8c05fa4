"""A control judges what it sees."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="control_verdict",
    summary="A control judges what it sees.",
    ocsf_class=2004,
    fills=(
        "host",
        "name",
        "outcome",
    ),
    may_fill=(
        "user",
        "path",
        "source_ip",
    ),
    example=Event(
        "log-01",
        32400,
        "control_verdict",
        host="ws-el-07",
        user="ada.abe",
        path="C:\\Users\\ada.abe\\Downloads\\bar.exe",
        name="adware/toolbar",
        outcome="blocked",
    ),
)
