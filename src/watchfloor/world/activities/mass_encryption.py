"""A program renames 200 files or more at once."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    return [
        Event(
            "",
            0,
            "file_rename",
            cast.host.name,
            cast.user,
            process=draw.pick(("diskcrypt.exe", "vault.exe", "archive.exe")),
            path=draw.pick(("D:\\Shares", "C:\\Users", "E:\\Projects")),
            size=draw.between(300, 4000),
        )
    ]


ACTIVITY = Activity(
    name="mass_encryption",
    summary="A program renames 200 files or more at once.",
    at=(
        "workstation",
        "server",
        "database",
    ),
    leaves=_leaves,
)
