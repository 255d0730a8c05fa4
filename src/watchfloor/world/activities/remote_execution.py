"""A shell is started from another machine."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_TAILS = ("/c hostname", "/c tasklist", "/c quser", "/c systeminfo")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    shell = draw.pick(("cmd.exe", "powershell.exe"))
    return [
        Event(
            "",
            0,
            "process_start",
            cast.host.name,
            cast.user,
            process=shell,
            parent=draw.pick(("psexesvc.exe", "wmiprvse.exe", "wsmprovhost.exe")),
            command=f"{shell} {draw.pick(_TAILS)}",
        )
    ]


ACTIVITY = Activity(
    name="remote_execution",
    summary="A shell is started from another machine.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
