"""A library named like one of the system's is loaded from a user's folder."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_LIBRARIES = ("version.dll", "dbghelp.dll", "cryptsp.dll")
_PROGRAMS = ("winword.exe", "mpcmdrun.exe", "onedrive.exe", "teams.exe")
_FOLDERS = ("Local\\Temp", "Roaming\\Reader", "Local\\Programs\\Viewer")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    folder = f"C:\\Users\\{cast.user}\\AppData\\{draw.pick(_FOLDERS)}"
    path = f"{folder}\\{draw.pick(_LIBRARIES)}"
    program = draw.pick(_PROGRAMS)
    return [Event("", 0, "image_load", cast.host.name, cast.user, process=program, path=path)]


ACTIVITY = Activity(
    name="library_from_profile",
    summary="A library named like one of the system's is loaded from a user's folder.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
