import pytest
from msgspec.structs import replace

from watchfloor.seeds import Seed
from watchfloor.world import organisation
from watchfloor.world.activity import Cast
from watchfloor.world.background import QUIET, QUIET_AT, Quiet, signed_in
from watchfloor.world.detection import signals
from watchfloor.world.entities import is_outside
from watchfloor.world.event import Event, filled, in_order
from watchfloor.world.events import EVENT_TYPES

GROWN = organisation.grow(Seed.of(4))
EVERY = pytest.mark.parametrize("quiet", QUIET, ids=QUIET_AT)


def _made(quiet: Quiet, count: int = 24) -> list[Event]:
    """Return *count* ordinary events on machines where they happen, each by somebody else."""
    draw, found = Seed.of("quiet").stream(), []
    for _ in range(count):
        host = draw.pick([host for host in GROWN.hosts if host.kind in quiet.at])
        person, other = draw.sample(GROWN.people, 2)
        found.append(quiet.make(Cast(GROWN, host, person.name, other.name, ""), draw))
    return found


@EVERY
def test_what_goes_on_all_day_sets_nothing_off(quiet: Quiet) -> None:
    """As many ordinary events of one type as a log has lines, one a second, raise no alert."""
    events = in_order([replace(event, second=n) for n, event in enumerate(_made(quiet))])

    assert signals(events) == []


def test_everything_at_once_sets_nothing_off() -> None:
    """A busy hour of all types together raises no alert either."""
    left = [event for quiet in QUIET for event in _made(quiet, 8)]
    events = in_order([replace(event, second=n) for n, event in enumerate(left)])

    assert signals(events) == []


@EVERY
def test_an_ordinary_event_fills_the_columns_of_its_type(quiet: Quiet) -> None:
    """An ordinary event is not known by a column that only it leaves empty or fills."""
    for event in _made(quiet, 20):
        kind = EVENT_TYPES[event.type]

        assert set(kind.fills) <= set(filled(event)) <= {*kind.fills, *kind.may_fill}


@EVERY
def test_an_ordinary_event_happens_where_it_is_made(quiet: Quiet) -> None:
    """It waits for its id and its time, and is recorded by the machine of the cast."""
    hosts = {host.name for host in GROWN.hosts if host.kind in quiet.at}
    events = _made(quiet, 40)

    assert {(event.id, event.second) for event in events} == {("", 0)}
    assert {event.host for event in events} <= hosts
    assert QUIET_AT[events[0].type] == quiet.at


def test_an_ordinary_sign_in_is_at_ones_own_machine() -> None:
    """Whoever comes to work signs in from the machine itself, and succeeds."""
    host = GROWN.hosts[0]
    event = signed_in(Cast(GROWN, host, "ada", "bob", ""))

    assert (event.user, event.host, event.source_ip) == ("ada", host.name, host.ip)
    assert event.outcome == "success"
    assert not is_outside(event.source_ip)
