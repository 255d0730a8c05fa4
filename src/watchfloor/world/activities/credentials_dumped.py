"""A program opens the memory that holds the credentials."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    program = draw.pick(("procdump.exe", "taskmgr.exe", "rundll32.exe", "powershell.exe"))
    path = "C:\\Windows\\System32\\lsass.exe"
    return [Event("", 0, "process_access", cast.host.name, cast.user, process=program, path=path)]


ACTIVITY = Activity(
    name="credentials_dumped",
    summary="A program opens the memory that holds the credentials.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
