"""A web server starts a shell."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_COMMANDS = (
    *("cmd.exe /c dir", "cmd.exe /c ipconfig", "cmd.exe /c net user", "cmd.exe /c type web.config"),
    *("powershell.exe -Command whoami", "powershell.exe -Command Get-ChildItem"),
)


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    command = draw.pick(_COMMANDS)
    return [
        Event(
            "",
            0,
            "process_start",
            cast.host.name,
            cast.user,
            process=command.partition(" ")[0],
            parent=draw.pick(("w3wp.exe", "httpd.exe", "nginx.exe")),
            command=command,
        )
    ]


ACTIVITY = Activity(
    name="web_server_spawns_shell",
    summary="A web server starts a shell.",
    at=("web_server",),
    leaves=_leaves,
)
