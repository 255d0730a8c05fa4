"""A program in a user's folder is set to start with the session."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_NAMES = ("Updater", "SyncAgent", "HelperTool", "CacheService")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    name = draw.pick(_NAMES)
    place = draw.pick(("AppData\\Roaming", "AppData\\Local\\Temp"))
    command = f"C:\\Users\\{cast.user}\\{place}\\{name}.exe"
    return [
        Event(
            "",
            0,
            "startup_change",
            cast.host.name,
            cast.user,
            path=f"HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\{name}",
            command=command,
        )
    ]


ACTIVITY = Activity(
    name="run_key_from_profile",
    summary="A program in a user's folder is set to start with the session.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
