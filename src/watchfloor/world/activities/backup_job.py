"""A server copies its data to the backup target inside the network."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity
from watchfloor.world.event import Event
from watchfloor.world.organisation import Organisation


def _leaves(organisation: Organisation, draw: Stream, second: int) -> list[Event]:
    database = next(host for host in organisation.hosts if host.kind == "database")
    target = next(host for host in organisation.hosts if host.kind == "server")
    return [
        Event(
            "",
            second,
            "process_start",
            database.name,
            "svc-backup",
            "backup-agent",
            "cron",
            "backup-agent --nightly",
        ),
        Event(
            "",
            second + draw.between(30, 240),
            "network_flow",
            database.name,
            source_ip=database.ip,
            target_ip=target.ip,
            port=873,
            size=draw.between(300_000_000, 900_000_000),
        ),
    ]


ACTIVITY = Activity(
    name="backup_job",
    summary="A server copies its data to the backup target inside the network.",
    is_hostile=False,
    leaves=_leaves,
)
