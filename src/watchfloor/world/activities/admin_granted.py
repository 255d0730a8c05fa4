"""An account is put into a group of administrators."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    name = draw.pick(("Domain Admins", "Enterprise Admins", "Backup Operators"))
    return [Event("", 0, "privilege_grant", cast.host.name, cast.user, cast.account, name=name)]


ACTIVITY = Activity(
    name="admin_granted",
    summary="An account is put into a group of administrators.",
    at=("domain_controller",),
    leaves=_leaves,
)
