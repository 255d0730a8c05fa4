"""An office program starts a shell."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_TAILS = ("/c whoami", "macro.tmp", "/c start setup", "open.tmp")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    shell = draw.pick(("cmd.exe", "wscript.exe", "mshta.exe"))
    return [
        Event(
            "",
            0,
            "process_start",
            cast.host.name,
            cast.user,
            process=shell,
            parent=draw.pick(("winword.exe", "excel.exe", "outlook.exe")),
            command=f"{shell} {draw.pick(_TAILS)}",
        )
    ]


ACTIVITY = Activity(
    name="office_spawns_shell",
    summary="An office program starts a shell.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
