"""A machine asks for a made-up name of a provider of dynamic names."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.entities import DYNAMIC_NAMES
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
            process=draw.pick(("svchost.exe", "rundll32.exe", "chrome.exe")),
            name=label + DYNAMIC_NAMES,
        )
    ]


ACTIVITY = Activity(
    name="generated_domain",
    summary="A machine asks for a made-up name of a provider of dynamic names.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
