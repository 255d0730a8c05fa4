"""A mailbox is set from outside to send its mail elsewhere."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_NAMES = ("invoices", "archive", "all", "rss")
_MAILBOXES = ("box@post.example", "copy@letters.example", "in@mailing.example")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    return [
        Event(
            "",
            0,
            "cloud_call",
            cast.host.name,
            cast.user,
            path=f"rule/{draw.pick(_NAMES)}?ForwardTo={draw.pick(_MAILBOXES)}",
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
