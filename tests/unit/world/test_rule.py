from collections.abc import Sequence
from dataclasses import replace as replace_rule
from itertools import combinations, pairwise, product

import pytest
from msgspec.structs import replace

from watchfloor.seeds import Seed
from watchfloor.world.event import Event
from watchfloor.world.rule import (
    Alert,
    Earlier,
    Firing,
    Key,
    Rule,
    Tally,
    counted,
    followed,
    grouped,
    has_any,
    is_steady,
    through,
)
from watchfloor.world.timeline import HOUR

KNOCK = Event("", 0, "knock", "door", "ada", source_ip="192.0.2.1", target_ip="10.0.0.1")


def _rule(tally: Tally | None = None, after: Earlier | None = None, key: Key | None = None) -> Rule:
    return Rule(
        name="knocking",
        summary="Somebody knocks.",
        technique="T1000",
        grade="attempt",
        on="knock",
        key=key,
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


def _ids(firings: Sequence[Firing]) -> list[tuple[str, ...]]:
    return [tuple(event.id for event in firing.events) for firing in firings]


def _sets(firings: Sequence[Firing]) -> set[tuple[str, ...]]:
    """Return every set of events that *firings* stand for."""
    return {
        tuple(sorted(event.id for event in (*firing.events, *some)))
        for firing in firings
        for groups in combinations(firing.groups, firing.least)
        for some in product(*groups)
    }


def test_a_rule_fires_on_each_event_that_matches() -> None:
    """Where nothing is counted, every match is a firing of its own; other types are passed over."""
    polite, bell = replace(KNOCK, outcome="polite"), replace(KNOCK, type="bell")
    events = _log(KNOCK, polite, bell, KNOCK)

    assert _ids(_rule().firings(events)) == [("log-01",), ("log-04",)]
    assert _rule().firings(_log(polite, bell)) == []


def test_a_key_is_asked_for_in_whatever_case() -> None:
    """What can be looked up has to be there, and what else is asked for besides."""
    rule = _rule(key=Key("user", ("ada", "bob")))
    events = _log(KNOCK, replace(KNOCK, user="BOB"), replace(KNOCK, user="eve"))
    polite = replace(KNOCK, outcome="polite")

    assert _ids(rule.firings(events)) == [("log-01",), ("log-02",)]
    assert [rule.finds(it) for it in (KNOCK, polite, replace(KNOCK, type="bell"))] == [
        True,
        False,
        False,
    ]


def test_without_a_further_question_the_key_is_enough() -> None:
    """A rule that asks for a key alone finds all that has it."""
    rule = replace_rule(_rule(key=Key("user", ("ada",))), matches=None)

    assert rule.finds(replace(KNOCK, outcome="polite"))
    assert not rule.finds(replace(KNOCK, user="eve"))


def test_an_alert_is_as_late_as_the_last_of_its_proof() -> None:
    """A rule can fire no sooner than the last event that it needs."""
    events = _users("ada", "bob", "eve")
    rule = _rule(Tally("user", ("source_ip",), 3))

    assert rule.alerts(events) == (
        Alert("knocking", 120, "Somebody knocks.", ("log-01", "log-02", "log-03")),
    )


@pytest.mark.parametrize(
    ("names", "sets"),
    [
        ("abc", {"123"}),
        ("abb", set()),
        ("aAbc", {"134", "234"}),
        ("abcd", {"123", "124", "134", "234"}),
        ("ab c", {"124"}),
    ],
)
def test_a_tally_counts_different_values(names: str, sets: set[str]) -> None:
    """Three that differ are enough, whatever their case; a name that is missing is none."""
    found = counted(Tally("user", ("source_ip",), 3), _users(*(it.strip() for it in names)))

    assert _sets(found) == {tuple(f"log-0{n}" for n in some) for some in sets}


def test_a_tally_is_kept_for_each_value_of_its_column() -> None:
    """What one address does is not counted for another, in whatever case it is written."""
    here = _users("a", "b")
    there = [replace(event, source_ip="192.0.2.2") for event in _users("c", "d")]
    upper = [replace(here[0], source_ip="FE80"), replace(here[1], source_ip="fe80")]

    assert counted(Tally("user", ("source_ip",), 3), [*here, *there]) == []
    assert len(counted(Tally("user", ("source_ip",), 2), [*here, *there])) == 2
    assert len(counted(Tally("user", ("source_ip",), 2), upper)) == 1


def test_a_tally_counts_within_its_time() -> None:
    """What is further apart than the window does not add up; what is exactly that far does."""
    tally = Tally("user", ("source_ip",), 3, within=HOUR)

    assert counted(tally, _users("a", "b", "c", apart=HOUR // 2)) != []
    assert counted(tally, _users("a", "b", "c", apart=HOUR // 2 + 1)) == []


def test_a_group_that_is_too_small_is_none() -> None:
    """What belongs together is told where it may be enough, in order of time."""
    tally, three = Tally("user", ("source_ip",), 3), _users("a", "b", "c")

    assert grouped(tally, three[::-1]) == [three]
    assert grouped(tally, three[:2]) == []


def test_each_widest_window_is_a_firing() -> None:
    """Every set within the time is in one of them, and no set that takes longer."""
    events = _users("a", "b", "c", "d", "e", apart=1000)
    found = counted(Tally("user", ("source_ip",), 3, within=3000), events)
    windows = [tuple(event.id for event in firing.all_events()) for firing in found]

    assert windows == [
        ("log-01", "log-02", "log-03", "log-04"),
        ("log-02", "log-03", "log-04", "log-05"),
    ]


def test_a_window_within_a_window_is_no_firing() -> None:
    """What a later start adds nothing to has been told, also where the log goes on."""
    early, late = _users("a", "b", "c"), _users("d", "e")
    moved = [replace(event, id=f"late-{event.id}", second=event.second + 9_000) for event in late]
    found = counted(Tally("user", ("source_ip",), 2), [*early, *moved])

    assert [len(firing.all_events()) for firing in found] == [3, 2]


def test_windows_that_overlap_are_one_alert() -> None:
    """A long spray is one alert, two sprays far apart are two, in order of time."""
    rule = _rule(Tally("user", ("source_ip",), 2, within=60))
    early, late = _users("a", "b", "c"), _users("d", "e")
    moved = [replace(event, id=f"late-{event.id}", second=event.second + HOUR) for event in late]

    assert [alert.events for alert in rule.alerts([*early, *moved])] == [
        ("log-01", "log-02", "log-03"),
        ("late-log-01", "late-log-02"),
    ]


def test_two_windows_that_overlap_are_one_alert() -> None:
    """Two are as many as are needed to be joined."""
    rule = _rule(Tally("user", ("source_ip",), 2, within=60))

    assert [alert.events for alert in rule.alerts(_users("a", "b", "c"))] == [
        ("log-01", "log-02", "log-03"),
    ]


def test_alerts_come_in_the_order_in_which_they_end() -> None:
    """A long spray that began first is told after a short one within it."""
    rule = _rule(Tally("user", ("source_ip",), 2))
    first, second, third, last = _users("a", "b", "c", "d")
    within = [replace(event, source_ip="192.0.2.2") for event in (second, third)]

    assert [alert.events for alert in rule.alerts([first, *within, last])] == [
        ("log-02", "log-03"),
        ("log-01", "log-04"),
    ]


def test_an_empty_column_is_nobodys() -> None:
    """What has no value to count by is in no group."""
    events = [replace(event, source_ip="") for event in _users("a", "b", "c")]

    assert counted(Tally("user", ("source_ip",), 2), events) == []


def test_every_column_has_to_agree() -> None:
    """Where a tally counts by two columns, each pair of values is counted by itself."""
    events = _users("a", "b", "c")
    apart = [replace(it, host=host) for it, host in zip(events, ("h", "h", "g"), strict=True)]

    assert counted(Tally("user", ("source_ip", "host"), 3), apart) == []
    assert _ids(counted(Tally("user", ("source_ip", "host"), 2), apart)) == [("log-01", "log-02")]


STEADILY = Tally("id", ("source_ip",), 4, is_steady=True)


def _calls(*seconds: int) -> list[Event]:
    return _log(*(replace(KNOCK, second=second) for second in seconds))


@pytest.mark.parametrize(
    ("seconds", "sets"),
    [
        ((0, 60, 120), []),
        ((0, 60, 120, 180), ["1234"]),
        ((0, 60, 120, 180, 240), ["1234", "2345"]),
        ((0, 100, 200, 325), ["1234"]),
        ((0, 100, 200, 326), []),
        ((0, 80, 180, 280), ["1234"]),
        ((0, 79, 179, 279), []),
        ((0, 60, 90, 120, 180), ["1245"]),
        ((0, 60, 60, 120, 180), ["1245", "1345"]),
        ((0, 0, 0, 0), []),
        ((0, 0, 0, 60), []),
        ((0, 1200, 2400, 3600), ["1234"]),
        ((0, 1200, 2400, 3601), []),
        ((0, 900, 1800, 2700, 3600, 4500), ["1234", "2345", "3456"]),
        ((0, 60, 120, 180, 240, 300, 360), ["1234", "1357", "2345", "3456", "4567"]),
    ],
)
def test_a_pace_is_steady_if_the_pauses_are_alike(
    seconds: tuple[int, ...], sets: list[str]
) -> None:
    """The longest of three pauses is at most a quarter longer than the shortest, within the hour.

    What comes in between does not hide it.
    """
    found = counted(STEADILY, _calls(*seconds))

    assert sorted(_ids(found)) == [tuple(f"log-0{n}" for n in some) for some in sets]


def test_a_pace_is_kept_within_its_time() -> None:
    """Four calls that take the whole time are found beside another call, longer ones are not."""
    assert len(counted(STEADILY, _calls(0, 600, 1200, 2400, HOUR))) == 1
    assert counted(STEADILY, _calls(0, 600, 1200, 2400, HOUR + 1)) == []


def test_every_choice_that_keeps_a_pace_is_found() -> None:
    """What is found is what trying every four events finds, however they are spread."""
    for number in range(200):
        draw = Seed.of("pace", number).stream()
        pause, many = draw.between(1, 90), draw.between(4, 9)
        seconds = sorted(turn * pause + draw.below(1 + pause // 3) for turn in range(many))
        calls = _calls(*seconds)
        tried = [
            some
            for some in combinations(calls, 4)
            if all(one.second < two.second for one, two in pairwise(some)) and is_steady(some)
        ]

        assert sorted(_ids(counted(STEADILY, calls))) == sorted(
            tuple(event.id for event in some) for some in tried
        )


@pytest.mark.parametrize(("slack", "is_found"), [(100, False), (109, False), (110, True)])
def test_how_much_the_pauses_may_differ_can_be_said(slack: int, *, is_found: bool) -> None:
    """The slack is in hundredths of the shortest pause."""
    assert is_steady(_calls(0, 100, 210), slack) == is_found
    assert is_steady(_calls(5), slack)


def test_steady_calls_are_one_alert() -> None:
    """However many sets of four there are in a beacon, an alert is raised once."""
    alerts = _rule(STEADILY).alerts(_calls(*range(0, 600, 60)))

    assert [len(alert.events) for alert in alerts] == [10]


BELL_BEFORE = Earlier("bell", "user", "account", matches=lambda event: event.outcome == "loud")


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

    assert followed(BELL_BEFORE, [_bell(account="")], [nameless]) == []


def test_each_that_follows_is_an_alert_of_its_own() -> None:
    """Two uses of what was made once are two alerts, though they share an event."""
    events = _log(_bell(), replace(KNOCK, second=1), replace(KNOCK, second=2))

    assert len(_rule(after=BELL_BEFORE).alerts(events)) == 2


def test_an_earlier_event_may_be_known_by_a_key() -> None:
    """What comes before can be looked up too."""
    earlier = Earlier("bell", "user", "account", key=Key("outcome", ("loud",)))

    assert earlier.finds(_bell(outcome="LOUD"))
    assert not earlier.finds(_bell(outcome="soft"))
    assert not earlier.finds(_bell(type="horn"))


SPRAYED = counted(Tally("user", ("source_ip",), 3), _users("a", "b", "b", "c", "d"))[0]


@pytest.mark.parametrize("wanted", ["1", "2", "12", "23", "5", "135", "12345", ""])
def test_what_goes_through_an_event_is_each_set_that_holds_it(wanted: str) -> None:
    """Of all the sets of a count, those are told that hold at least one event that is wanted."""
    names = {f"log-0{n}" for n in wanted}
    found = through(SPRAYED, lambda event: event.id in names)

    assert _sets(found) == {some for some in _sets([SPRAYED]) if names & {*some}}


def test_through_events_that_are_all_needed() -> None:
    """A firing without a choice goes through each of its events, and a choice beside them too."""
    plain = Firing(tuple(_users("a", "b")))
    beside = through(SPRAYED, lambda event: event.id == "log-01")[0]

    assert through(plain, lambda event: event.id == "log-02") == [plain]
    assert through(plain, lambda event: event.id == "log-03") == []
    assert through(beside, lambda event: event.id == "log-01") == [beside]
    assert through(SPRAYED, lambda _: True) == [SPRAYED]


def test_one_of_one_leaves_nothing_to_choose() -> None:
    """Where one event is enough, a set that goes through it is that event."""
    found = counted(Tally("user", ("source_ip",), 1), _users("a", "b"))
    (only,) = through(found[0], lambda event: event.id == "log-02")
    alone = counted(Tally("user", ("source_ip",), 1), _users("a"))

    assert (only.events, only.groups) == ((found[0].all_events()[1],), ())
    assert len(alone) == 1


@pytest.mark.parametrize(("text", "is_held"), [("one two", True), ("three", False), ("", False)])
def test_any_of_some_words_will_do(text: str, *, is_held: bool) -> None:
    """A text holds one of the words or it does not."""
    assert has_any(text, ("two", "four")) == is_held
    assert not has_any(text, ())
