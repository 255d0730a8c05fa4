"""An application is given lasting access from outside."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_NAMES = ("mail-sync", "calendar-helper", "file-view", "e-sign")
_SCOPES = ("Mail.Read offline_access", "Files.Read.All", "Mail.ReadWrite", "Contacts.Read")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    return [
        Event(
            "",
            0,
            "cloud_call",
            cast.host.name,
            cast.user,
            path=f"app/{draw.pick(_NAMES)}?scope={draw.pick(_SCOPES)}",
            source_ip=cast.address,
            name="GrantConsent",
            outcome="success",
        )
    ]


ACTIVITY = Activity(
    name="consent_granted",
    summary="An application is given lasting access from outside.",
    at=("cloud_tenant",),
    leaves=_leaves,
)
