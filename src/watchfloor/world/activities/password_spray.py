"""One address fails to sign in to four accounts or more within the hour."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event


def _leaves(cast: Cast, draw: Stream) -> list[Event]:
    people = cast.organisation.people
    tried = draw.sample(people, min(len(people), draw.between(5, 6)))
    return [
        Event(
            "", 0, "sign_in", cast.host.name, person.name, source_ip=cast.address, outcome="failure"
        )
        for person in tried
    ]


ACTIVITY = Activity(
    name="password_spray",
    summary="One address fails to sign in to four accounts or more within the hour.",
    at=("mail_gateway", "cloud_tenant"),
    leaves=_leaves,
)
