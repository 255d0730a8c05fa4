"""A control of a machine is switched off."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    name = draw.pick(("real-time protection", "tamper protection", "script scanning"))
    return [
        Event("", 0, "control_change", cast.host.name, cast.user, name=name, outcome="disabled")
    ]


ACTIVITY = Activity(
    name="control_disabled",
    summary="A control of a machine is switched off.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
