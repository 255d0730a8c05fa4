"""An account is used from outside without the company network."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event


def _leaves(cast: Cast, _draw: Stream) -> list[Event]:
    return [
        Event(
            "", 0, "sign_in", cast.host.name, cast.user, source_ip=cast.address, outcome="success"
        )
    ]


ACTIVITY = Activity(
    name="outside_sign_in",
    summary="An account is used from outside without the company network.",
    at=(
        "mail_gateway",
        "cloud_tenant",
    ),
    leaves=_leaves,
)
