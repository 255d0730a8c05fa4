"""PowerShell runs a command that is encoded."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    blob = "".join([_LETTERS[n] for n in draw.smalls(len(_LETTERS), 12)])
    return [
        Event(
            "",
            0,
            "process_start",
            cast.host.name,
            cast.user,
            process="powershell.exe",
            parent=draw.pick(("explorer.exe", "cmd.exe", "taskeng.exe")),
            command=f"powershell.exe -nop -enc {blob}",
        )
    ]


ACTIVITY = Activity(
    name="encoded_script",
    summary="PowerShell runs a command that is encoded.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
