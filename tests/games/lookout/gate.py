"""What happens at the gate on one morning."""

from msgspec.structs import replace

from watchfloor.seeds import Seed, Stream
from watchfloor.world import incident, organisation
from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.activity import Cast
from watchfloor.world.background import QUIET
from watchfloor.world.entities import outside_address
from watchfloor.world.event import Event, in_order
from watchfloor.world.incident import Incident
from watchfloor.world.organisation import Organisation
from watchfloor.world.timeline import DAY, HOUR, MINUTE

ATTACK = "password_spray"


def grow(seed: Seed, lines: int, *, has_forgetful: bool = False) -> Incident:
    """Return a morning with so many ordinary *lines*, attacked every other time."""
    grown = organisation.grow(seed)
    opening = seed.child("day").stream().below(300) * DAY + grown.opens * HOUR
    attack = (ATTACK,) if seed.child("attack").stream().chance(1, 2) else ()
    events = _ordinary(grown, seed.child("ordinary").stream(), lines)
    for name in attack:
        draw = seed.child(name).stream()
        events += _spread(ACTIVITIES[name].leaves(_cast(grown, draw), draw), draw, 11)
    if has_forgetful:
        draw = seed.child("forgetful").stream()
        events += _spread(_forgetful(grown, draw), draw, 9)
    placed = [replace(event, second=opening + event.second) for event in events]
    return incident.assemble(grown, in_order(placed), attack)


def _cast(grown: Organisation, draw: Stream) -> Cast:
    person, other = draw.sample(grown.people, 2)
    return Cast(grown, draw.pick(grown.hosts), person.name, other.name, outside_address(draw))


def _ordinary(grown: Organisation, draw: Stream, lines: int) -> list[Event]:
    events = [draw.pick(QUIET).make(_cast(grown, draw), draw) for _ in range(lines)]
    return [replace(event, second=draw.below(20 * MINUTE)) for event in events]


def _spread(events: list[Event], draw: Stream, apart: int) -> list[Event]:
    """Return *events* so many seconds *apart*, from some moment on."""
    start = draw.below(15 * MINUTE)
    return [replace(event, second=start + apart * n) for n, event in enumerate(events)]


def _forgetful(grown: Organisation, draw: Stream) -> list[Event]:
    """Return how one person, at home, fails to sign in again and again."""
    person, home = draw.pick(grown.people), outside_address(draw)
    door = grown.hosts[0].name
    failure = Event("", 0, "sign_in", door, person.name, source_ip=home, outcome="failure")
    return [failure] * draw.between(4, 7)
