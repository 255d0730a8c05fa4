import pytest
from msgspec.structs import replace

from watchfloor.world.event import Event
from watchfloor.world.rule import Alert, Earlier, Rule, Tally, followed, tallied
from watchfloor.world.timeline import HOUR

KNOCK = Event("", 0, "knock", "door", "ada", source_ip="192.0.2.1", target_ip="10.0.0.1")


def _rule(tally: Tally | None = None, after: Earlier | None = None) -> Rule:
    return Rule(
        name="knocking",
        summary="Somebody knocks.",
        technique="T1000",
        grade="attempt",
        on="knock",
        matches=lambda event: event.outcome != "polite",
        tally=tally,
        after=after,
        fires_on=(),
        silent_on=(),
    )


def _log(*events: Event) -> list[Event]:
    return [replace(event, id=f"log-{n:02d}") for n, event in enumerate(events, start=1)]


def _users(*names: str, apart: int = 60) -> list[Event]:
    return _log(*(replace(KNOCK, user=name, second=n * apart) for n, name in enumerate(names)))


def _ids(proofs: list[tuple[Event, ...]]) -> list[tuple[str, ...]]:
    return [tuple(event.id for event in proof) for proof in proofs]


def test_a_rule_fires_on_each_event_that_matches() -> None:
    """Where nothing is counted, every match is a proof of its own; other types are passed over."""
    polite, bell = replace(KNOCK, outcome="polite"), replace(KNOCK, type="bell")
    events = _log(KNOCK, polite, bell, KNOCK)

    assert _ids(_rule().firings(events)) == [("log-01",), ("log-04",)]
    assert _rule().firings(_log(polite, bell)) == []


def test_an_alert_is_as_late_as_the_last_of_its_proof() -> None:
    """A rule can fire no sooner than the last event that it needs."""
    events = _users("ada", "bob", "eve")
    rule = _rule(Tally("user", "source_ip", 3))

    assert rule.alerts(events) == (
        Alert("knocking", 120, "Somebody knocks.", ("log-01", "log-02", "log-03")),
    )


@pytest.mark.parametrize(
    ("names", "count"), [(("a", "b", "c"), 1), (("a", "b", "b"), 0), (("a", "A", "b", "c"), 1)]
)
def test_a_tally_counts_different_values(names: tuple[str, ...], count: int) -> None:
    """A name that comes again, in whatever case, is counted once."""
    assert len(tallied(Tally("user", "source_ip", 3), _users(*names))) == count


def test_a_tally_is_kept_for_each_value_of_its_column() -> None:
    """What one address does is not counted for another."""
    here = _users("a", "b")
    there = [replace(event, source_ip="192.0.2.2") for event in _users("c", "d")]

    assert tallied(Tally("user", "source_ip", 3), [*here, *there]) == []
    assert len(tallied(Tally("user", "source_ip", 2), [*here, *there])) == 2


def test_a_tally_counts_within_its_time() -> None:
    """What is further apart than the window does not add up; what is exactly that far does."""
    tally = Tally("user", "source_ip", 3, within=HOUR)

    assert tallied(tally, _users("a", "b", "c", apart=HOUR // 2)) != []
    assert tallied(tally, _users("a", "b", "c", apart=HOUR // 2 + 1)) == []


def test_windows_that_overlap_are_one_proof() -> None:
    """A long spray is one finding, two sprays far apart are two."""
    tally = Tally("user", "source_ip", 2, within=600)
    early, late = _users("a", "b", "c"), _users("d", "e")
    moved = [replace(event, id=f"late-{event.id}", second=event.second + HOUR) for event in late]

    assert _ids(tallied(tally, [*early, *moved])) == [
        ("log-01", "log-02", "log-03"),
        ("late-log-01", "late-log-02"),
    ]


def test_an_empty_column_is_nobodys() -> None:
    """What has no value to count by is in no group."""
    events = [replace(event, source_ip="") for event in _users("a", "b", "c")]

    assert tallied(Tally("user", "source_ip", 2), events) == []


def test_a_second_column_has_to_agree() -> None:
    """Where a tally names a place too, each place is counted by itself."""
    events = _users("a", "b", "c")
    apart = [replace(event, port=port) for event, port in zip(events, (1, 1, 2), strict=True)]

    assert tallied(Tally("user", "source_ip", 3, at="port"), apart) == []
    assert _ids(tallied(Tally("user", "source_ip", 2, at="port"), apart)) == [("log-01", "log-02")]


BELL_BEFORE = Earlier("bell", lambda event: event.outcome == "loud", "user", "account")


def _bell(**changes: object) -> Event:
    return replace(KNOCK, **{"type": "bell", "outcome": "loud", "account": "ADA", **changes})


@pytest.mark.parametrize(
    ("bell", "is_found"),
    [
        (_bell(), True),
        (_bell(account="bob"), False),
        (_bell(outcome="soft"), False),
        (_bell(type="horn"), False),
        (_bell(second=1), True),
        (_bell(second=-1), False),
        (_bell(second=HOUR), False),
    ],
)
def test_a_rule_may_need_something_before(bell: Event, *, is_found: bool) -> None:
    """An earlier event counts if it matches, agrees in its column and is not too long ago."""
    events = _log(bell, replace(KNOCK, second=HOUR))
    found = _rule(after=BELL_BEFORE).firings(events)

    assert _ids(found) == ([("log-01", "log-02")] if is_found else [])


def test_nothing_follows_nobody() -> None:
    """An event with an empty column follows nothing, even another empty one."""
    nameless = replace(KNOCK, user="", second=9)

    assert followed(BELL_BEFORE, [nameless], [_bell(account="")]) == []
