"""A machine calls one address outside at a steady pace, with no program named."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    size = draw.between(300, 900)
    port = draw.pick((80, 443, 8080))
    return [
        Event(
            "",
            0,
            "network_flow",
            cast.host.name,
            cast.user,
            source_ip=cast.host.ip,
            target_ip=cast.address,
            port=port,
            size=size + more,
        )
        for more in draw.smalls(24, 5)
    ]


ACTIVITY = Activity(
    name="steady_beacon",
    summary="A machine calls one address outside at a steady pace, with no program named.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
