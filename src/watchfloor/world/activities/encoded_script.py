"""PowerShell runs a command that is encoded."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_SWITCHES = ("-nop -w hidden -enc", "-NoProfile -EncodedCommand", "-nop -ec", "-w 1 -enc")
_BLOBS = (
    "RwBlAHQALQBQAHIAbwBjAGUAcwBzAA==",
    "dwBoAG8AYQBtAGkAIAAvAGEAbABsAA==",
    "RwBlAHQALQBTAGUAcgB2AGkAYwBlAA==",
    "aQBwAGMAbwBuAGYAaQBnACAALwBhAGwAbAA=",
    "aABvAHMAdABuAGEAbQBlAA==",
    "RwBlAHQALQBIAG8AdABGAGkAeAA=",
    "bgBlAHQAIAB2AGkAZQB3AA==",
    "RwBlAHQALQBTAG0AYgBTAGgAYQByAGUA",
    "cwB5AHMAdABlAG0AaQBuAGYAbwA=",
)
"""Harmless commands, such as `hostname`, as PowerShell wants them: base 64 of UTF-16."""


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    return [
        Event(
            "",
            0,
            "process_start",
            cast.host.name,
            cast.user,
            process="powershell.exe",
            parent=draw.pick(("explorer.exe", "cmd.exe", "svchost.exe")),
            command=f"powershell.exe {draw.pick(_SWITCHES)} {draw.pick(_BLOBS)}",
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
