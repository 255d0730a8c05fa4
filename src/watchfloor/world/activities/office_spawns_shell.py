"""An office program starts a shell."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_TEMP = "C:\\Users\\{user}\\AppData\\Local\\Temp"
_COMMANDS = (
    ("cmd.exe", "/c whoami"),
    ("cmd.exe", f"/c {_TEMP}\\setup.bat"),
    ("powershell.exe", f"-File {_TEMP}\\open.ps1"),
    ("wscript.exe", f"//B {_TEMP}\\macro.vbs"),
    ("mshta.exe", f"{_TEMP}\\open.hta"),
)


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    shell, how = draw.pick(_COMMANDS)
    return [
        Event(
            "",
            0,
            "process_start",
            cast.host.name,
            cast.user,
            process=shell,
            parent=draw.pick(("winword.exe", "excel.exe", "outlook.exe")),
            command=f"{shell} {how.format(user=cast.user)}",
        )
    ]


ACTIVITY = Activity(
    name="office_spawns_shell",
    summary="An office program starts a shell.",
    at=("workstation",),
    leaves=_leaves,
)
