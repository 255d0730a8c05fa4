"""One account asks a machine for who and what is on it, by a listing of the domain."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_TAILS = ("group /domain", "user /domain", "accounts /domain", "trusts /domain")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    tool = draw.pick(("net.exe", "nltest.exe"))
    return [
        Event(
            "",
            0,
            "process_start",
            cast.host.name,
            cast.user,
            process=tool,
            parent="cmd.exe",
            command=f"{tool} {draw.pick(_TAILS)}",
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
