"""A control is switched on, off or over."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="control_change",
    summary="A control is switched on, off or over.",
    ocsf_class=6002,
    fills=(
        "host",
        "user",
        "name",
        "outcome",
    ),
    example=Event(
        "log-01",
        32400,
        "control_change",
        host="ws-el-07",
        user="ada.abe",
        name="endpoint agent",
        outcome="updated",
    ),
)
