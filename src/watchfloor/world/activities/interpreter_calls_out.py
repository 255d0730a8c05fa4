"""A script interpreter sends data to an address outside."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    return [
        Event(
            "",
            0,
            "network_flow",
            cast.host.name,
            cast.user,
            process=draw.pick(("powershell.exe", "wscript.exe", "mshta.exe")),
            source_ip=cast.host.ip,
            target_ip=cast.address,
            port=draw.pick((80, 443, 8443)),
            size=draw.between(400, 9000),
        )
    ]


ACTIVITY = Activity(
    name="interpreter_calls_out",
    summary="A script interpreter sends data to an address outside.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
