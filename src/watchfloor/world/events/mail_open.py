"""Somebody opens a message."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="mail_open",
    summary="Somebody opens a message.",
    ocsf_class=4009,
    fills=(
        "host",
        "user",
        "name",
    ),
    example=Event(
        "log-01", 32400, "mail_open", host="ws-el-07", user="ada.abe", name="Minutes of Monday.pdf"
    ),
)
