"""A web server starts a shell."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_TAILS = ("/c dir", "/c ipconfig", "/c net user", "/c type web.config")


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
            parent=draw.pick(("w3wp.exe", "httpd.exe", "nginx.exe")),
            command=f"{shell} {draw.pick(_TAILS)}",
        )
    ]


ACTIVITY = Activity(
    name="web_shell",
    summary="A web server starts a shell.",
    at=("web_server",),
    leaves=_leaves,
)
