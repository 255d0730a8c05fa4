"""One address reaches for four ports or more of a machine within the hour."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_PORTS = (21, 22, 25, 80, 110, 135, 139, 389, 443, 445, 1433, 3306, 3389, 5985)


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    others = [host.ip for host in cast.organisation.hosts if host.name != cast.host.name]
    target = draw.pick(others)
    return [
        Event(
            "",
            0,
            "network_flow",
            cast.host.name,
            source_ip=cast.host.ip,
            target_ip=target,
            port=port,
        )
        for port in draw.sample(_PORTS, draw.between(5, 6))
    ]


ACTIVITY = Activity(
    name="port_sweep",
    summary="One address reaches for four ports or more of a machine within the hour.",
    at=(
        "workstation",
        "server",
    ),
    leaves=_leaves,
)
