"""Casts for whatever an activity can happen on."""

from collections.abc import Iterator
from functools import cache

from watchfloor.seeds import Seed
from watchfloor.world import organisation
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.entities import outside_address
from watchfloor.world.organisation import Organisation

SEEDS = range(8)


@cache
def grown(seed: int) -> Organisation:
    """Return the organisation of *seed*."""
    return organisation.grow(Seed.of(seed))


def casts(activity: Activity, seed: int) -> Iterator[Cast]:
    """Return a cast of *activity* on a machine of each kind that it names."""
    found, draw = grown(seed), Seed.of(seed, activity.name, "cast").stream()
    for kind in activity.at:
        host = draw.pick([host for host in found.hosts if host.kind == kind])
        person, other = draw.sample(found.people, 2)
        yield Cast(found, host, person.name, other.name, outside_address(draw))
