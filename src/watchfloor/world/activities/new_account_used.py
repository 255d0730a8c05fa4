"""An account is used within the hour in which it was made."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event

_NAMES = ("svc-tmp", "helpdesk", "support", "test-user")


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    name = f"{draw.pick(_NAMES)}{draw.between(1, 99)}"
    hosts = [host.ip for host in cast.organisation.hosts if host.kind in ("workstation", "server")]
    source = draw.pick(hosts)
    return [
        Event("", 0, "account_change", cast.host.name, cast.user, name, name="created"),
        Event("", 0, "sign_in", cast.host.name, name, source_ip=source, outcome="success"),
    ]


ACTIVITY = Activity(
    name="new_account_used",
    summary="An account is used within the hour in which it was made.",
    at=("domain_controller",),
    leaves=_leaves,
)
