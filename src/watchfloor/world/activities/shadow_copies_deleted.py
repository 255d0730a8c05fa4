"""The copies that a machine recovers from are deleted."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_TAILS = ("/all", "/for=C: /oldest", "/all /quiet", "/for=D: /quiet")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    return [
        Event(
            "",
            0,
            "process_start",
            cast.host.name,
            cast.user,
            process="vssadmin.exe",
            parent=draw.pick(("cmd.exe", "explorer.exe")),
            command=f"vssadmin.exe delete shadows {draw.pick(_TAILS)}",
        )
    ]


ACTIVITY = Activity(
    name="shadow_copies_deleted",
    summary="The copies that a machine recovers from are deleted.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
