"""A script unpacks and runs another in memory."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_BYTES = "[Convert]::FromBase64String(${})"
_CALLS = (
    f"IEX ([Text.Encoding]::Unicode.GetString({_BYTES}))",
    f"[Reflection.Assembly]::Load({_BYTES})",
    f"$ms = [IO.MemoryStream]::new({_BYTES})",
)
_NAMES = ("a", "b", "data", "blob")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    command = draw.pick(_CALLS).format(draw.pick(_NAMES))
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
