"""An account is used to sign in, or somebody tries."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="sign_in",
    summary="An account is used to sign in, or somebody tries.",
    ocsf_class=3002,
    fills=(
        "host",
        "user",
        "source_ip",
        "outcome",
    ),
    example=Event(
        "log-01",
        32400,
        "sign_in",
        host="dc-el-01",
        user="ada.abe",
        source_ip="203.0.113.7",
        outcome="failure",
    ),
)
