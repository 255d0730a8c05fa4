from msgspec.structs import replace

from watchfloor.seeds import Seed, Stream
from watchfloor.world import organisation
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.event import Event, in_order

GROWN = organisation.grow(Seed.of(5))
CAST = Cast(GROWN, GROWN.hosts[0], "ada", "bob", "192.0.2.1")


def _knocks(cast: Cast, draw: Stream) -> list[Event]:
    return [Event("", 0, "any", cast.host.name, cast.user, size=draw.below(600)) for _ in range(3)]


KNOCKING = Activity("knocking", "Somebody knocks.", ("workstation",), _knocks)


def test_activities_do_not_disturb_each_other() -> None:
    """What one activity leaves does not depend on those before it, when each has its own draws."""
    seed = Seed.of(5)
    names = ("first", "second")
    leaves = {name: KNOCKING.leaves(CAST, seed.child(name).stream()) for name in names}
    turned = {name: KNOCKING.leaves(CAST, seed.child(name).stream()) for name in names[::-1]}

    assert leaves == turned
    assert leaves["first"] != leaves["second"]


def test_an_activity_is_done_by_whoever_is_cast() -> None:
    """The traces name the machine and the account of the cast, and of nobody else."""
    events = KNOCKING.leaves(replace(CAST, user="eve", host=GROWN.hosts[3]), Seed.of(1).stream())

    assert {(event.host, event.user) for event in events} == {(GROWN.hosts[3].name, "eve")}


def test_events_get_their_ids_when_they_are_put_in_order() -> None:
    """Activities leave events without ids, so that none can tell which activity it belongs to."""
    events = KNOCKING.leaves(CAST, Seed.of(1).stream())

    assert {event.id for event in events} == {""}
    assert [event.id for event in in_order(events)] == ["log-01", "log-02", "log-03"]
