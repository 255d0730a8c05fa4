"""A signed program of the system runs a script."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_LOADER = 'javascript:"\\..\\mshtml,RunHTMLApplication ";'
_CALLS = ("alert(1)", "document.write()", "window.close()")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    return [
        Event(
            "",
            0,
            "process_start",
            cast.host.name,
            cast.user,
            process="rundll32.exe",
            parent=draw.pick(("explorer.exe", "cmd.exe")),
            command=f"rundll32.exe {_LOADER}{draw.pick(_CALLS)}",
        )
    ]


ACTIVITY = Activity(
    name="signed_proxy",
    summary="A signed program of the system runs a script.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
