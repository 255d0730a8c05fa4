"""A store of files is opened to everybody."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_PATHS = ("bucket/contracts", "bucket/patients", "bucket/ledger", "bucket/payroll")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    return [
        Event(
            "",
            0,
            "cloud_call",
            cast.host.name,
            cast.user,
            path=f"{draw.pick(_PATHS)}?acl=public-read",
            source_ip=cast.address,
            name="PutBucketAcl",
            outcome="success",
        )
    ]


ACTIVITY = Activity(
    name="bucket_opened",
    summary="A store of files is opened to everybody.",
    at=("cloud_tenant",),
    leaves=_leaves,
)
