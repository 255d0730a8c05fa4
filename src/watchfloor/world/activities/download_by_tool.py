"""A tool of the system fetches a program."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_FILES = ("a.bin", "pack.cab", "tool.exe", "agent.msi")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    tool = draw.pick(("certutil.exe", "bitsadmin.exe"))
    return [
        Event(
            "",
            0,
            "process_start",
            cast.host.name,
            cast.user,
            process=tool,
            parent="cmd.exe",
            command=f"{tool} -f http://{cast.address}/{draw.pick(_FILES)}",
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
