from ipaddress import ip_address

import pytest
from msgspec.structs import replace

from conformance.casts import SEEDS, casts, grown
from watchfloor.seeds import Seed
from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.activity import Activity, Cast
from watchfloor.world.detection import signals
from watchfloor.world.entities import is_outside
from watchfloor.world.event import Event, filled, in_order
from watchfloor.world.events import EVENT_TYPES
from watchfloor.world.organisation import HELD_OUT, numbered
from watchfloor.world.rules import RULES

RESERVED = (".example", ".invalid", ".test")
"""Domains that belong to nobody."""

EVERY = pytest.mark.parametrize("activity", ACTIVITIES.values(), ids=ACTIVITIES)
EVERY_ON_EVERY_SEED = pytest.mark.parametrize(
    ("activity", "seed"),
    [(activity, seed) for activity in ACTIVITIES.values() for seed in SEEDS],
    ids=[f"{name}-{seed}" for name in ACTIVITIES for seed in SEEDS],
)


def _left(activity: Activity, cast: Cast, seed: int) -> list[Event]:
    return activity.leaves(cast, Seed.of(seed, activity.name).stream())


def _every(activity: Activity, seed: int) -> list[Event]:
    """Return what *activity* leaves on all the kinds of machine that it names."""
    return [event for cast in casts(activity, seed) for event in _left(activity, cast, seed)]


def _timed(events: list[Event]) -> tuple[Event, ...]:
    return in_order([replace(event, second=9 * place) for place, event in enumerate(events)])


def test_an_activity_is_the_trace_of_the_rule_of_its_name() -> None:
    """For every detection there is something that sets it off, and the other way round."""
    assert list(ACTIVITIES) == list(RULES)


@EVERY_ON_EVERY_SEED
def test_one_seed_leaves_one_trace(activity: Activity, seed: int) -> None:
    """The same draws for the same cast leave the same events."""
    for cast in casts(activity, seed):
        assert _left(activity, cast, seed) == _left(activity, cast, seed)


@EVERY
def test_two_casts_leave_different_traces(activity: Activity) -> None:
    """Who is cast shows in what is left."""
    traces = {tuple(_every(activity, seed)) for seed in range(20)}

    assert len(traces) == 20


@EVERY_ON_EVERY_SEED
def test_an_event_fills_the_columns_of_its_type(activity: Activity, seed: int) -> None:
    """Every event left is of a known type, fills what it declares and no more than it allows."""
    events = _every(activity, seed)

    assert events != []
    for event in events:
        kind = EVENT_TYPES[event.type]
        found = filled(event)

        assert set(kind.fills) <= set(found) <= {*kind.fills, *kind.may_fill}


@EVERY_ON_EVERY_SEED
def test_an_event_waits_for_its_id_and_its_time(activity: Activity, seed: int) -> None:
    """No id and no hour tells which activity an event belongs to."""
    assert {(event.id, event.second) for event in _every(activity, seed)} == {("", 0)}


@EVERY_ON_EVERY_SEED
def test_an_activity_trips_the_rule_of_its_name_and_no_other(activity: Activity, seed: int) -> None:
    """What is left is one sign, of the cast, on its machine, proved by events that were left."""
    for cast in casts(activity, seed):
        events = _timed(_left(activity, cast, seed))
        found = signals(events)

        assert [signal.rule for signal in found] == [activity.name]
        assert found[0].host == cast.host.name
        assert {*found[0].proof} <= {event.id for event in events}


@EVERY_ON_EVERY_SEED
def test_only_the_machine_that_was_cast_keeps_a_log(activity: Activity, seed: int) -> None:
    """Every event is recorded by the machine of the cast."""
    for cast in casts(activity, seed):
        assert {event.host for event in _left(activity, cast, seed)} == {cast.host.name}


@EVERY_ON_EVERY_SEED
def test_no_address_is_anybodys(activity: Activity, seed: int) -> None:
    """An address is a machine's inside, or lies in a range set aside for documentation."""
    inside = {host.ip for host in grown(seed).hosts}
    events = _every(activity, seed)
    found = {ip for event in events for ip in (event.source_ip, event.target_ip) if ip}

    assert all(ip in inside or is_outside(ip) for ip in found)
    assert all(ip_address(ip).version == 4 for ip in found)


@EVERY_ON_EVERY_SEED
def test_an_address_outside_is_the_one_that_was_cast(activity: Activity, seed: int) -> None:
    """Whoever comes from outside comes from the address of the cast."""
    for cast in casts(activity, seed):
        events = _left(activity, cast, seed)
        found = {ip for event in events for ip in (event.source_ip, event.target_ip)}

        assert {ip for ip in found if is_outside(ip)} <= {cast.address}


@EVERY_ON_EVERY_SEED
def test_no_domain_is_anybodys(activity: Activity, seed: int) -> None:
    """A name that is looked up lies in a domain set aside for examples."""
    names = [event.name for event in _every(activity, seed) if event.type == "dns_query"]

    assert all(name.endswith(RESERVED) for name in names)


@EVERY
def test_every_organisation_can_be_host_to_an_activity(activity: Activity) -> None:
    """Each organisation of the pool has a machine of each kind that an activity names."""
    for number in (0, 1, HELD_OUT):
        kinds = {host.kind for host in numbered(number).hosts}

        assert set(activity.at) <= kinds


@EVERY
def test_an_activity_has_a_summary(activity: Activity) -> None:
    """The summary of an activity is a sentence."""
    assert activity.summary.endswith(".")
    assert activity.at != ()
