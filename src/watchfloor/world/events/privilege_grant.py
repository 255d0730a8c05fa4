"""An account is put into a group."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="privilege_grant",
    summary="An account is put into a group.",
    ocsf_class=3006,
    fills=(
        "host",
        "user",
        "account",
        "name",
    ),
    example=Event(
        "log-01",
        32400,
        "privilege_grant",
        host="dc-el-01",
        user="ada.abe",
        account="b.costa",
        name="Domain Admins",
    ),
)
