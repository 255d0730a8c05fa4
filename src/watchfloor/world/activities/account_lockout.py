"""An account is locked after too many failures."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event


def _leaves(cast: Cast, _draw: Stream) -> list[Event]:
    return [
        Event(
            "",
            0,
            "account_change",
            cast.host.name,
            cast.account,
            cast.account,
            source_ip=cast.address,
            name="locked_out",
        )
    ]


ACTIVITY = Activity(
    name="account_lockout",
    summary="An account is locked after too many failures.",
    at=("domain_controller",),
    leaves=_leaves,
)
