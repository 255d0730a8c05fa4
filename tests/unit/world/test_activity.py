from watchfloor.seeds import Seed, Stream
from watchfloor.world import organisation
from watchfloor.world.activity import Activity
from watchfloor.world.event import Event, in_order
from watchfloor.world.organisation import Organisation


def _knocks(grown: Organisation, draw: Stream, second: int) -> list[Event]:
    return [
        Event("", second + draw.below(600), "any", draw.pick(grown.hosts).name) for _ in range(3)
    ]


KNOCKING = Activity("knocking", "Somebody knocks.", is_hostile=False, leaves=_knocks)


def test_activities_do_not_disturb_each_other() -> None:
    """What one activity leaves does not depend on those before it, when each has its own draws."""
    seed = Seed.of(5)
    grown = organisation.grow(seed)
    names = ("first", "second")
    leaves = {name: KNOCKING.leaves(grown, seed.child(name).stream(), 0) for name in names}
    turned = {name: KNOCKING.leaves(grown, seed.child(name).stream(), 0) for name in names[::-1]}

    assert leaves == turned
    assert leaves["first"] != leaves["second"]


def test_events_get_their_ids_when_they_are_put_in_order() -> None:
    """Activities leave events without ids, so that none can tell which activity it belongs to."""
    grown = organisation.grow(Seed.of(5))
    events = KNOCKING.leaves(grown, Seed.of(1).stream(), 0)

    assert {event.id for event in events} == {""}
    assert [event.id for event in in_order(events)] == ["log-01", "log-02", "log-03"]
