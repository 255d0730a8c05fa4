"""A message reaches a mailbox, or is held back."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="mail_delivery",
    summary="A message reaches a mailbox, or is held back.",
    ocsf_class=4009,
    fills=(
        "host",
        "user",
        "source_ip",
        "name",
        "outcome",
    ),
    example=Event(
        "log-01",
        32400,
        "mail_delivery",
        host="mx-el-03",
        user="ada.abe",
        source_ip="192.0.2.25",
        name="Minutes of Monday.pdf",
        outcome="delivered",
    ),
)
