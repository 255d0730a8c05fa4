from itertools import pairwise

import pytest
from msgspec.structs import replace

from cases import NOON, event, grown, work
from watchfloor.opensoc import lexicon
from watchfloor.opensoc.renaming import Renaming
from watchfloor.opensoc.retelling import LINES, MARGIN, among_others, essential, told
from watchfloor.opensoc.roster import Casting, roster
from watchfloor.opensoc.runbook import LEAVE
from watchfloor.seeds import Seed
from watchfloor.world import organisation
from watchfloor.world.detection import signals
from watchfloor.world.entities import is_outside
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES
from watchfloor.world.timeline import HOUR, MINUTE

GROWN = organisation.numbered(0)
TRIES = 40
AWAY = Record("rec-14", "work", "CHG-9", LEAVE, actor="ada", opens=NOON - HOUR, closes=NOON + HOUR)
ARRIVAL = Event("log-07", NOON, "sign_in", "ws-01", "ada", source_ip="10.0.0.1", outcome="success")
QUIET = Event("log-08", NOON, "mail_open", "ws-01", "ada", name="Lunch on Friday")
CODE = event("encoded_script", 3)
FLOW = Event(
    "log-09",
    NOON,
    "network_flow",
    "ws-01",
    "ada",
    process="chrome.exe",
    source_ip="10.0.0.1",
    target_ip="192.0.2.42",
    port=31_337,
    size=4_242_424,
)
STORIES = {
    name: rule.fires_on[0]
    for name, rule in RULES.items()
    if all(map(lexicon.occurs, rule.fires_on[0]))
}
"""For each rule events that set it off, if they look like what occurs."""


def _told(events: tuple[Event, ...], number: int = 0) -> list[Event]:
    """Return *events* told again in the organisation of that *number*."""
    draw = Seed.of("told", number).stream()
    ips = dict.fromkeys(ip for it in events for ip in (it.source_ip, it.target_ip))
    outside = [ip for ip in ips if is_outside(ip)]
    return told(events, Renaming(organisation.numbered(number), outside, draw), draw)


def _among(
    story: list[Event], calendar: tuple[Record, ...] = (), number: int = 0
) -> tuple[Event, ...]:
    """Return *story*, which happens about noon, among lines of ordinary life."""
    draw = Seed.of("among", number).stream()
    return among_others(story, calendar, NOON, Casting(roster(0), draw), draw)


def _story(*minutes: int) -> list[Event]:
    """Return code that runs at each of *minutes* past noon, on machines in that order."""
    return [
        replace(CODE, host=f"told-{place}", second=NOON + minute * MINUTE)
        for place, minute in enumerate(minutes)
    ]


def _loud(events: tuple[Event, ...]) -> list[Event]:
    """Return those of *events* that are on machines of `_story`, not of the house."""
    return [event for event in events if event.host.startswith("told-")]


def _found(events: list[Event] | tuple[Event, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(signal.rule, signal.proof) for signal in signals(events)]


@pytest.mark.parametrize("name", STORIES)
def test_a_rule_finds_in_the_story_what_it_found_before(name: str) -> None:
    """Other names and other words set off the same rules, by the same events."""
    events = STORIES[name]

    assert _found(_told(events)) == _found(events)


def test_a_story_that_is_grown_is_told_with_the_same_signs() -> None:
    """Whole incidents keep what the rules find in them, and their events keep ids and times."""
    for it in grown(1):
        again = _told(it.case.events, it.origin.organisation)

        assert _found(again) == _found(it.case.events)
        assert [(event.id, event.second, event.type) for event in again] == [
            (event.id, event.second, event.type) for event in it.case.events
        ]


def test_people_and_words_are_others() -> None:
    """Over many incidents most people have other names, and nothing looks unlike what occurs."""
    stories = [(it.case.events, it.origin.organisation) for it in grown(1)]
    before = [event for events, _ in stories for event in events]
    after = [event for events, number in stories for event in _told(events, number)]
    named = [(old.user, new.user) for old, new in zip(before, after, strict=True) if old.user]

    assert sum(old == new for old, new in named) < len(named) // 4
    assert all(map(lexicon.occurs, after))


def test_a_swept_port_is_another_of_those_that_are_swept() -> None:
    """The ports of a sweep are exchanged one for one, so there are as many of them as before."""
    sweep = STORIES["port_sweep"]
    again = _told(sweep)
    stands_for = {old.port: new.port for old, new in zip(sweep, again, strict=True)}

    assert len(set(stands_for.values())) == len(stands_for) == len(sweep)
    assert set(stands_for.values()) <= set(lexicon.ports())
    assert set(stands_for.values()) != set(stands_for)


def test_a_port_that_carries_something_is_that_of_the_words() -> None:
    """A flow of bytes takes its size and its port from what occurs, not from who told it."""
    (again,) = _told((FLOW,))

    assert again.port in {80, 443}
    assert again.size != FLOW.size


def test_what_sets_nothing_off_is_no_part_of_a_story() -> None:
    """Of the lines submitted those that prove something are kept, in their order."""
    spray = RULES["password_spray"].fires_on[0]

    assert essential([QUIET, CODE, ARRIVAL, *spray], ()) == [CODE, *spray]
    assert essential([QUIET, *spray[:2]], ()) == []


@pytest.mark.parametrize(
    ("arrival", "is_kept"),
    [
        (ARRIVAL, True),
        (replace(ARRIVAL, user="bob"), False),
        (replace(ARRIVAL, outcome="failure"), False),
        (replace(QUIET, outcome="success"), False),
    ],
)
def test_a_sign_in_of_somebody_away_is_kept(arrival: Event, *, is_kept: bool) -> None:
    """It sets nothing off, yet decides; what else somebody does who is away does not."""
    assert essential([QUIET, arrival], (AWAY,)) == ([arrival] if is_kept else [])


def test_somebody_with_work_to_do_is_not_away() -> None:
    """Only an absence makes a sign-in worth telling."""
    assert essential([ARRIVAL], (work("encoded_script"),)) == []


def test_a_log_is_as_long_as_the_environments() -> None:
    """A short story is filled up to a number within the bounds, which is not always the same."""
    lengths = {len(_among(_story(1, 2), number=number)) for number in range(TRIES)}

    assert lengths <= set(range(LINES[0], LINES[1] + 1))
    assert len(lengths) > 3


def test_a_long_story_is_told_whole_and_alone() -> None:
    """A story longer than any log is not cut, and nothing is put beside it."""
    story = _story(*range(LINES[1] + 1))

    assert [event.host for event in _among(story)] == [event.host for event in story]


def test_ids_and_times_say_nothing_but_the_place() -> None:
    """Lines are numbered in order of time, each at a second of its own within the hour."""
    for number in range(4 * TRIES):
        events = _among(_story(*range(10)), number=number)
        seconds = [event.second for event in events]

        assert [event.id for event in events] == [f"log-{n:02d}" for n in range(1, len(events) + 1)]
        assert all(one < other for one, other in pairwise(seconds))
        assert seconds[0] >= NOON
        assert seconds[-1] <= NOON + HOUR


def test_a_story_keeps_its_order_and_its_signs() -> None:
    """What goes on beside it sets nothing off, and comes from nobody of the story."""
    story = _story(40, 41, 59)
    for number in range(TRIES):
        events = _among(story, number=number)

        assert [event.host for event in _loud(events)] == ["told-0", "told-1", "told-2"]
        assert [signal.rule for signal in signals(events)] == ["encoded_script"] * 3


def test_times_are_drawn_anew() -> None:
    """Neither the seconds of a story nor its place in the log are those submitted."""
    drawn = {_loud(_among(_story(30), number=number))[0].second for number in range(TRIES)}

    assert len(drawn) > TRIES // 2


@pytest.mark.parametrize("is_away", [False, True])
def test_whoever_is_away_does_not_sign_in_beside_the_story(*, is_away: bool) -> None:
    """Where everybody is away, no line of ordinary life is a sign-in."""
    people = [person.name for person in GROWN.people]
    calendar = tuple(replace(AWAY, actor=name) for name in people) if is_away else ()
    logs = [_among(_story(1), calendar, number) for number in range(TRIES)]
    signed_in = [event for log in logs for event in log if event.type == "sign_in"]

    assert bool(signed_in) != is_away
    assert {event.user for event in signed_in} <= set(people)
    assert {event.outcome for event in signed_in} <= {"success"}


def test_somebody_in_the_story_does_not_sign_in_beside_it() -> None:
    """Of the house only one is left who may come to work."""
    first, *others = [person.name for person in GROWN.people]
    story = [replace(CODE, user=name, second=NOON + n) for n, name in enumerate(others[:12])]
    calendar = tuple(replace(AWAY, actor=name) for name in others[12:])
    logs = [_among(story, calendar, number) for number in range(5 * TRIES)]

    assert {event.user for log in logs for event in log if event.type == "sign_in"} == {first}


@pytest.mark.parametrize("width", [1, 3, 10, 20])
def test_what_was_within_hours_stays_within_them(width: int) -> None:
    """Each event keeps its side of both ends of a record, however short its hours are."""
    opens, closes = NOON + 20 * MINUTE, NOON + (20 + width) * MINUTE
    record = work("encoded_script", opens=opens, closes=closes)
    story = _story(5, 20, 20 + width, 50)
    for number in range(TRIES):
        before, first, last, after = (
            event.second for event in _loud(_among(story, (record,), number))
        )

        assert before < opens <= first < last <= closes < after


def test_a_story_stays_off_the_ends_of_hours_where_there_is_room() -> None:
    """Nothing is so near to the end of a record that a reader could not tell its side."""
    record = work("encoded_script", opens=NOON + 20 * MINUTE, closes=NOON + 40 * MINUTE)
    for number in range(TRIES):
        events = _loud(_among(_story(5, 20, 40, 50), (record,), number))
        nearest = min(
            abs(event.second - end) for event in events for end in (record.opens, record.closes)
        )

        assert nearest >= MARGIN


def test_hours_outside_the_log_cut_nothing() -> None:
    """A record that is open all the while leaves a story anywhere in the hour."""
    record = work("encoded_script", opens=NOON - HOUR, closes=NOON + 2 * HOUR)
    shut = replace(record, opens=NOON - 2 * HOUR, closes=NOON - HOUR)
    story = _story(30)

    assert _among(story, (record, shut)) == _among(story)
