"""Windows, groups, values and orders mean the same to the declared rules and to the coded ones."""

import pytest

from watchfloor.errors import BadInput
from watchfloor.evaluation import declared as shipped
from watchfloor.opensoc import declared_correlation
from watchfloor.opensoc.declared import Declaration
from watchfloor.opensoc.proof import spelled
from watchfloor.opensoc.runbook import shown_by
from watchfloor.world.event import Event
from watchfloor.world.rules import RULES

NIGHT = 80_000
HOUR = 3600


@pytest.fixture(scope="module")
def declaration() -> Declaration:
    """The declaration that the package ships."""
    return shipped.declaration()


def _ids(events: tuple[Event, ...]) -> tuple[str, ...]:
    return tuple(event.id for event in events)


def _failures(*moments: tuple[int, str], origin: str = "203.0.113.7") -> list[Event]:
    return [
        Event(
            f"log-{place:02d}",
            second,
            "sign_in",
            "dc-01",
            user,
            source_ip=origin,
            outcome="failure",
        )
        for place, (second, user) in enumerate(moments, start=1)
    ]


def _both(declaration: Declaration, rule: str, events: list[Event]) -> list[tuple[str, ...]]:
    """Return the least sets of events on which the coded and the declared rule agree."""
    mine = sorted(map(_ids, declaration.proofs(events)[rule]))
    coded = [found for it in RULES[rule].firings(events) for found in spelled(shown_by(it))]

    assert [tuple(sorted(it)) for it in mine] == sorted(set(coded))
    return mine


def test_both_ends_of_a_window_belong_to_it(declaration: Declaration) -> None:
    """An hour reaches from its first second to the same second an hour later, and no further."""
    inside = _failures((0, "a"), (1, "b"), (2, "c"), (HOUR, "d"))
    outside = _failures((0, "a"), (1, "b"), (2, "c"), (HOUR + 1, "d"))

    assert _both(declaration, "password_spray", inside) == [
        ("log-01", "log-02", "log-03", "log-04")
    ]
    assert _both(declaration, "password_spray", outside) == []


def test_what_happens_in_the_same_second_happens_together(declaration: Declaration) -> None:
    """Ties count in a window, and either of two that say the same is evidence."""
    events = _failures((5, "a"), (5, "b"), (5, "c"), (5, "d"), (5, "d"))

    assert len(_both(declaration, "password_spray", events)) == 2


def test_groups_and_values_are_told_apart_without_case(declaration: Declaration) -> None:
    """One account in two spellings is one account, and so is one machine."""
    twice = _failures((1, "ada"), (2, "Ada"), (3, "bo"), (4, "chen"))
    flows = [
        Event(f"log-{n}", n, "network_flow", host, target_ip="203.0.113.7", size=9)
        for n, host in enumerate(("ws-1", "WS-1", "Ws-1", "wS-1"), start=1)
    ]

    assert _both(declaration, "password_spray", twice) == []
    assert len(_both(declaration, "steady_beacon", flows)) == 1


def test_an_event_without_the_key_of_a_group_belongs_to_none(declaration: Declaration) -> None:
    """Failures from nowhere are not failures from one place."""
    events = _failures((1, "a"), (2, "b"), (3, "c"), (4, "d"), origin="")

    assert _both(declaration, "password_spray", events) == []


def test_a_value_that_is_missing_is_not_counted(declaration: Declaration) -> None:
    """Three accounts and nobody are three; with four, nobody is no evidence."""
    three = _failures((1, "a"), (2, "b"), (3, "c"), (4, ""))
    four = _failures((1, "a"), (2, "b"), (3, "c"), (4, ""), (5, "d"))

    assert _both(declaration, "password_spray", three) == []
    assert _both(declaration, "password_spray", four) == [("log-01", "log-02", "log-03", "log-05")]


def test_every_choice_that_is_enough_within_the_hour_is_a_proof(declaration: Declaration) -> None:
    """Of two bursts far apart no set has events of both, and each set is told once."""
    morning = [(second, user) for second, user in zip(range(5), "abcde", strict=True)]
    night = [(NIGHT + second, user) for second, user in morning]
    rolling = [(second * 1000, user) for second, user in zip(range(9), "abcdabcda", strict=True)]

    assert len(_both(declaration, "password_spray", _failures(*morning))) == 5
    assert len(_both(declaration, "password_spray", _failures(*morning, *night))) == 10
    assert len(_both(declaration, "password_spray", _failures(*rolling))) == 6


@pytest.mark.parametrize(
    ("seconds", "count"),
    [
        ((0, 60, 120, 180), 1),
        ((0, 60, 120, 195), 1),
        ((0, 60, 120, 196), 0),
        ((0, 60, 60, 120), 0),
        ((0, 60, 120, 150, 180, 240), 2),
        ((0, 1200, 2400, 3601), 0),
    ],
)
def test_a_beacon_keeps_a_pace(
    seconds: tuple[int, ...], count: int, declaration: Declaration
) -> None:
    """Of the pauses of four calls the longest is at most a quarter longer than the shortest."""
    calls = [
        Event(f"log-{n}", second, "network_flow", "ws-1", target_ip="203.0.113.7", size=9)
        for n, second in enumerate(seconds)
    ]

    assert len(_both(declaration, "steady_beacon", calls)) == count


def test_a_sweep_is_of_one_machine_and_a_beacon_of_one(declaration: Declaration) -> None:
    """Ports of several machines are no sweep of one, and machines that call once each no beacon."""
    flows = [
        Event(
            f"log-{n}",
            n,
            "network_flow",
            f"ws-{n}",
            source_ip="10.4.0.1",
            target_ip=f"10.4.0.{n}",
            port=n,
        )
        for n in range(1, 6)
    ]
    calls = [
        Event(f"log-{n}", n, "network_flow", f"ws-{n}", target_ip="203.0.113.7", size=9)
        for n in range(1, 6)
    ]

    assert _both(declaration, "port_sweep", flows) == []
    assert _both(declaration, "steady_beacon", calls) == []


def _made(second: int, name: str = "svc.tmp") -> Event:
    return Event(f"log-{second}", second, "account_change", "dc-01", "ada", name, name="created")


def _used(second: int, name: str = "svc.tmp") -> Event:
    return Event(f"log-{second}-used", second, "sign_in", "dc-01", name, outcome="success")


@pytest.mark.parametrize(
    ("events", "proofs"),
    [
        ([_made(0), _used(0)], 0),
        ([_made(0), _used(1)], 1),
        ([_made(0), _used(HOUR)], 1),
        ([_made(0), _used(HOUR + 1)], 0),
        ([_used(0), _made(1)], 0),
        ([_made(0), _used(1, "SVC.TMP")], 1),
        ([_made(0, ""), _used(1, "")], 0),
        ([_made(0), _used(1), _used(2)], 2),
        ([_made(0), _made(1), _used(2)], 2),
        ([_made(0), _used(1), _made(2), _used(3)], 3),
    ],
)
def test_a_sequence_is_strictly_in_order_and_every_pair_proves_it(
    events: list[Event], proofs: int, declaration: Declaration
) -> None:
    """Each use after each making is a proof of its own, so that none can hide behind another."""
    assert len(_both(declaration, "new_account_used", events)) == proofs


@pytest.mark.parametrize(
    ("timespan", "seconds"), [("45s", 45), ("90m", 5400), ("1h", HOUR), ("2d", 48 * HOUR)]
)
def test_a_timespan_is_a_number_and_a_unit(timespan: str, seconds: int) -> None:
    """Seconds, minutes, hours and days can be asked for, and nothing else."""
    assert declared_correlation.seconds(timespan) == seconds

    with pytest.raises(BadInput, match="no timespan"):
        declared_correlation.seconds(timespan + " ago")
