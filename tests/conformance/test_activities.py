from functools import cache
from ipaddress import ip_address

import pytest

from watchfloor.seeds import Seed
from watchfloor.world import organisation
from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.activity import Activity
from watchfloor.world.entities import is_outside
from watchfloor.world.event import Event, filled
from watchfloor.world.events import EVENT_TYPES
from watchfloor.world.organisation import Organisation
from watchfloor.world.timeline import DAY, HOUR

SEEDS = range(8)
START = 9 * HOUR
RESERVED = (".example", ".invalid", ".test")
"""Domains that belong to nobody."""


@cache
def _grown(seed: int) -> Organisation:
    return organisation.grow(Seed.of(seed))


@cache
def _left(name: str, seed: int) -> tuple[Event, ...]:
    """Return what activity *name* leaves in an organisation of its own."""
    draw = Seed.of(seed, name).stream()
    return tuple(ACTIVITIES[name].leaves(_grown(seed), draw, START))


EVERY = pytest.mark.parametrize("activity", ACTIVITIES.values(), ids=ACTIVITIES)
EVERY_ON_EVERY_SEED = pytest.mark.parametrize(
    ("activity", "seed"),
    [(activity, seed) for activity in ACTIVITIES.values() for seed in SEEDS],
    ids=[f"{name}-{seed}" for name in ACTIVITIES for seed in SEEDS],
)


@EVERY_ON_EVERY_SEED
def test_one_seed_leaves_one_trace(activity: Activity, seed: int) -> None:
    """The same draws in the same organisation leave the same events."""
    draw = Seed.of(seed, activity.name).stream()

    assert tuple(activity.leaves(_grown(seed), draw, START)) == _left(activity.name, seed)


@EVERY
def test_two_seeds_leave_different_traces(activity: Activity) -> None:
    """The events of an activity depend on its draws."""
    grown = _grown(0)
    traces = {tuple(activity.leaves(grown, Seed.of(seed).stream(), START)) for seed in range(20)}

    assert len(traces) > 1


@EVERY_ON_EVERY_SEED
def test_an_event_fills_exactly_the_columns_of_its_type(activity: Activity, seed: int) -> None:
    """Every event left is of a known type and fills what that type declares."""
    events = _left(activity.name, seed)

    assert events != ()
    assert [filled(event) for event in events] == [
        EVENT_TYPES[event.type].fills for event in events
    ]


@EVERY_ON_EVERY_SEED
def test_an_event_waits_for_its_id(activity: Activity, seed: int) -> None:
    """No id tells which activity an event belongs to."""
    assert {event.id for event in _left(activity.name, seed)} == {""}


@EVERY_ON_EVERY_SEED
def test_nothing_happens_before_it_begins(activity: Activity, seed: int) -> None:
    """An activity leaves its events within a day from when it begins."""
    seconds = [event.second for event in _left(activity.name, seed)]

    assert min(seconds) >= START
    assert max(seconds) < START + DAY


@EVERY_ON_EVERY_SEED
def test_an_activity_moves_with_its_beginning(activity: Activity, seed: int) -> None:
    """The same draws an hour later leave the same events an hour later."""
    draw = Seed.of(seed, activity.name).stream()
    later = activity.leaves(_grown(seed), draw, START + HOUR)
    seconds = [event.second + HOUR for event in _left(activity.name, seed)]

    assert [event.second for event in later] == seconds


@EVERY_ON_EVERY_SEED
def test_only_machines_of_the_organisation_keep_a_log(activity: Activity, seed: int) -> None:
    """Every event is recorded by a machine the organisation manages."""
    grown = _grown(seed)

    assert all(grown.host(event.host) for event in _left(activity.name, seed))


@EVERY_ON_EVERY_SEED
def test_no_address_is_anybodys(activity: Activity, seed: int) -> None:
    """An address is a machine's inside, or lies in a range set aside for documentation."""
    inside = {host.ip for host in _grown(seed).hosts}
    found = {
        ip
        for event in _left(activity.name, seed)
        for ip in (event.source_ip, event.target_ip)
        if ip
    }

    assert all(ip in inside or is_outside(ip) for ip in found)
    assert all(ip_address(ip).version == 4 for ip in found)


@EVERY_ON_EVERY_SEED
def test_no_domain_is_anybodys(activity: Activity, seed: int) -> None:
    """A name that is looked up lies in a domain set aside for examples."""
    names = [event.name for event in _left(activity.name, seed) if event.type == "dns_query"]

    assert all(name.endswith(RESERVED) for name in names)


@EVERY
def test_an_activity_has_a_summary(activity: Activity) -> None:
    """The summary of an activity is a sentence."""
    assert activity.summary.endswith(".")


def test_some_activities_are_hostile_and_some_are_not() -> None:
    """There is something to find, and something to find it among."""
    assert {activity.is_hostile for activity in ACTIVITIES.values()} == {False, True}
