"""A key to the cloud is made from outside."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_PATHS = ("user/deploy", "user/reporting", "user/backup", "user/build")


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
            name="CreateAccessKey",
            outcome="success",
        )
    ]


ACTIVITY = Activity(
    name="cloud_key_created",
    summary="A key to the cloud is made from outside.",
    at=("cloud_tenant",),
    leaves=_leaves,
)
