"""An account calls the interface of the cloud."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="cloud_call",
    summary="An account calls the interface of the cloud.",
    ocsf_class=6003,
    fills=(
        "host",
        "user",
        "source_ip",
        "name",
        "outcome",
    ),
    may_fill=("path",),
    example=Event(
        "log-01",
        32400,
        "cloud_call",
        host="cloud-el-08",
        user="ada.abe",
        path="region/north",
        source_ip="10.4.1.17",
        name="DescribeInstances",
        outcome="success",
    ),
)
