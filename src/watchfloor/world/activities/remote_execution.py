"""A shell is started from another machine."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_CALLERS = (
    ("psexesvc.exe", "cmd.exe /c"),
    ("wmiprvse.exe", "cmd.exe /Q /c"),
    ("wmiprvse.exe", "powershell.exe -Command"),
    ("wsmprovhost.exe", "cmd.exe /c"),
)
_ASKED = ("hostname", "tasklist", "quser", "systeminfo", "ipconfig")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    parent, shell = draw.pick(_CALLERS)
    return [
        Event(
            "",
            0,
            "process_start",
            cast.host.name,
            cast.user,
            process=shell.partition(" ")[0],
            parent=parent,
            command=f"{shell} {draw.pick(_ASKED)}",
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
