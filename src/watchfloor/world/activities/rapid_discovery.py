"""One account asks a machine for who and what is on it, by a listing of the domain."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_COMMANDS = (
    ("net.exe", "group /domain"),
    ("net.exe", "user /domain"),
    ("net.exe", "accounts /domain"),
    ("nltest.exe", "/domain_trusts"),
    ("nltest.exe", "/domain_trusts /all_trusts"),
)


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    tool, asked = draw.pick(_COMMANDS)
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
    name="rapid_discovery",
    summary="One account asks a machine for who and what is on it, by a listing of the domain.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
