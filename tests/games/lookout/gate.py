"""What happens at the gate on one morning."""

from watchfloor.seeds import Seed, Stream
from watchfloor.world import incident, organisation
from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.entities import outside_address
from watchfloor.world.event import Event, in_order
from watchfloor.world.incident import Incident
from watchfloor.world.organisation import Organisation
from watchfloor.world.timeline import DAY, HOUR

ATTACK = "password_spray"


def grow(seed: Seed, background: tuple[str, ...], *, has_forgetful: bool = False) -> Incident:
    """Return a morning with these *background* activities, attacked every other time."""
    grown = organisation.grow(seed)
    opening = seed.child("day").stream().below(300) * DAY + grown.opens * HOUR
    attack = (ATTACK,) if seed.child("attack").stream().chance(1, 2) else ()
    events = [
        event
        for name in (*background, *attack)
        for event in ACTIVITIES[name].leaves(grown, seed.child(name).stream(), opening)
    ]
    if has_forgetful:
        events += _forgetful(grown, seed.child("forgetful").stream(), opening)
    return incident.assemble(grown, in_order(events), attack)


def _forgetful(grown: Organisation, draw: Stream, second: int) -> list[Event]:
    """Return how one person, at home, fails to sign in again and again."""
    person, home = draw.pick(grown.people), outside_address(draw)
    door = grown.hosts[0].name
    return [
        Event("", second + 9 * n, "sign_in", door, person.name, source_ip=home, outcome="failure")
        for n in range(draw.between(4, 7))
    ]
