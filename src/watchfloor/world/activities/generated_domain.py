"""A machine asks for a name that no person would choose."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_LETTERS = "bcdfghjklmnpqrstvwxz23456789"


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    label = "".join([_LETTERS[n] for n in draw.smalls(len(_LETTERS), 10)])
    return [
        Event(
            "",
            0,
            "dns_query",
            cast.host.name,
            cast.user,
            process="svchost.exe",
            name=f"{label}.invalid",
        )
    ]


ACTIVITY = Activity(
    name="generated_domain",
    summary="A machine asks for a name that no person would choose.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
