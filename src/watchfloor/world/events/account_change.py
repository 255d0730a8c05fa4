"""An account is made, changed or locked."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="account_change",
    summary="An account is made, changed or locked.",
    ocsf_class=3001,
    fills=(
        "host",
        "user",
        "account",
        "name",
    ),
    may_fill=("source_ip",),
    example=Event(
        "log-01",
        32400,
        "account_change",
        host="dc-el-01",
        user="ada.abe",
        account="b.costa",
        name="created",
    ),
)
