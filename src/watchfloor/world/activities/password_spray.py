"""Somebody outside tries one password on many accounts."""

from watchfloor.seeds import Stream
from watchfloor.world.activity import Activity
from watchfloor.world.entities import outside_address
from watchfloor.world.event import Event
from watchfloor.world.organisation import Organisation


def _leaves(organisation: Organisation, draw: Stream, second: int) -> list[Event]:
    door = next(host for host in organisation.hosts if host.kind == "domain_controller")
    origin = outside_address(draw)
    tried = draw.sample(organisation.people, min(len(organisation.people), draw.between(5, 8)))
    events: list[Event] = []
    for person in tried:
        second += draw.between(2, 15)
        events.append(
            Event(
                "",
                second,
                "sign_in",
                door.name,
                person.name,
                source_ip=origin,
                outcome="failure",
            )
        )
    return events


ACTIVITY = Activity(
    name="password_spray",
    summary="Somebody outside tries one password on many accounts.",
    is_hostile=True,
    leaves=_leaves,
)
