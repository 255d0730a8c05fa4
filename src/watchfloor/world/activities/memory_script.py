"""A script unpacks and runs another in memory."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_CALLS = ("IEX", "Invoke-Expression", "[Reflection.Assembly]::Load")
_LETTERS = ("a", "b", "data", "blob")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    command = f"{draw.pick(_CALLS)}([Convert]::FromBase64String(${draw.pick(_LETTERS)}))"
    return [
        Event(
            "",
            0,
            "script_block",
            cast.host.name,
            cast.user,
            process="powershell.exe",
            command=command,
        )
    ]


ACTIVITY = Activity(
    name="memory_script",
    summary="A script unpacks and runs another in memory.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
