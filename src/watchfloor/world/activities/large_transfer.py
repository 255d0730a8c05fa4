"""One machine sends 100 MB or more to an address outside."""

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
            process=draw.pick(("sync.exe", "rclone.exe", "sftp.exe")),
            source_ip=cast.host.ip,
            target_ip=cast.address,
            port=draw.pick((22, 443)),
            size=draw.between(160, 900) * 1_000_000,
        )
    ]


ACTIVITY = Activity(
    name="large_transfer",
    summary="One machine sends 100 MB or more to an address outside.",
    at=(
        "database",
        "server",
    ),
    leaves=_leaves,
)
