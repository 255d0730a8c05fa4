"""A service is installed that runs from a user's folder."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_NAMES = ("Updater", "SyncAgent", "HelperTool", "CacheService")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    name = draw.pick(_NAMES)
    place = draw.pick(("AppData\\Roaming", "AppData\\Local\\Temp"))
    command = f"C:\\Users\\{cast.user}\\{place}\\{name}.exe"
    return [Event("", 0, "service_install", cast.host.name, cast.user, name=name, command=command)]


ACTIVITY = Activity(
    name="service_from_profile",
    summary="A service is installed that runs from a user's folder.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
