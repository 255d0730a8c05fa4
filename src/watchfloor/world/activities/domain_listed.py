"""A machine asks the domain for its accounts or its groups."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_ASKED = ("user /domain", "group /domain", "user administrator /domain")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    tool, asked = draw.pick(("net.exe", "net1.exe")), draw.pick(_ASKED)
    return [
        Event(
            "",
            0,
            "process_start",
            cast.host.name,
            cast.user,
            process=tool,
            parent="cmd.exe",
            command=f"{tool} {asked}",
        )
    ]


ACTIVITY = Activity(
    name="domain_listed",
    summary="A machine asks the domain for its accounts or its groups.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
