"""A known program loads a library from a user's folder."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_LIBRARIES = ("version.dll", "dbghelp.dll", "cryptsp.dll")
_PROGRAMS = ("teams.exe", "onedrive.exe", "zoom.exe")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    path = f"C:\\Users\\{cast.user}\\AppData\\Local\\{draw.pick(_LIBRARIES)}"
    program = draw.pick(_PROGRAMS)
    return [Event("", 0, "image_load", cast.host.name, cast.user, process=program, path=path)]


ACTIVITY = Activity(
    name="library_from_profile",
    summary="A known program loads a library from a user's folder.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
