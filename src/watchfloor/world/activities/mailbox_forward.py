"""A mailbox is set from outside to send its mail elsewhere."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_PATHS = ("mailbox/rule/all", "mailbox/rule/invoices", "mailbox/rule/archive")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    return [
        Event(
            "",
            0,
            "cloud_call",
            cast.host.name,
            cast.user,
            path=draw.pick(_PATHS),
            source_ip=cast.address,
            name="New-InboxRule",
            outcome="success",
        )
    ]


ACTIVITY = Activity(
    name="mailbox_forward",
    summary="A mailbox is set from outside to send its mail elsewhere.",
    at=("cloud_tenant",),
    leaves=_leaves,
)
