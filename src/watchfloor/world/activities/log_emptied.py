"""The security log of a machine is emptied."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event


def _leaves(cast: Cast, _draw: Stream) -> list[Event]:
    return [Event("", 0, "log_clear", cast.host.name, cast.user, name="Security")]


ACTIVITY = Activity(
    name="log_emptied",
    summary="The security log of a machine is emptied.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
