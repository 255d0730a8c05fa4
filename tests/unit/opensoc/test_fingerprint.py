import pytest
from msgspec.structs import replace

from cases import event, grown, work
from watchfloor.opensoc import fingerprint
from watchfloor.opensoc.renaming import Renaming
from watchfloor.seeds import Seed
from watchfloor.world import organisation
from watchfloor.world.event import Event
from watchfloor.world.record import Record

CODE, ENTRY = event("encoded_script", 1), event("outside_sign_in", 2)
GRAVE = event("shadow_copies_deleted", 3)
STORY = (CODE, ENTRY, GRAVE)
CALLS = tuple(replace(event("steady_beacon", 9), id=f"call-{n}", second=90 * n) for n in range(5))
IDLE = event("encoded_script", 4, process="notepad.exe", command="notepad.exe", user="eve")
RECORD = work("encoded_script")
MARK = fingerprint.of((CODE, ENTRY), (RECORD,))


def test_the_same_story_about_other_people_has_the_same_fingerprint() -> None:
    """Other names, machines and addresses throughout leave the fingerprint as it was."""
    names = {"ws-01": "ws-77", "ada": "eve"}
    told = [
        replace(
            it, host=names[it.host], user=names[it.user], source_ip=it.source_ip and "192.0.2.8"
        )
        for it in (CODE, ENTRY)
    ]

    assert fingerprint.of(told, (replace(RECORD, host="ws-77", actor="eve"),)) == MARK


def test_the_same_story_at_another_time_has_the_same_fingerprint() -> None:
    """A day later is no other story, if the hours of the records move too."""
    moved = [replace(it, second=it.second + 86_400) for it in (CODE, ENTRY)]
    record = replace(RECORD, opens=RECORD.opens + 86_400, closes=RECORD.closes + 86_400)

    assert fingerprint.of(moved, (record,)) == MARK


@pytest.mark.parametrize(
    "changed",
    [
        {"host": "ws-02"},
        {"actor": "bob"},
        {"role": "phishing_drill"},
        {"closes": RECORD.opens + 1},
    ],
    ids=str,
)
def test_a_record_that_fits_otherwise_is_another_story(changed: dict[str, str | int]) -> None:
    """Whether a record fits is what a story is about."""
    assert fingerprint.of((CODE, ENTRY), (replace(RECORD, **changed),)) != MARK


def test_another_order_or_another_hand_is_another_story() -> None:
    """Who does what, and in which order, makes the story."""
    assert fingerprint.of((ENTRY, CODE), (RECORD,)) != MARK
    assert fingerprint.of((CODE, replace(ENTRY, user="bob")), (RECORD,)) != MARK
    assert fingerprint.of((CODE, ENTRY), ()) != MARK


def test_words_that_no_rule_reads_are_no_part_of_the_story() -> None:
    """Another file name or another port tells the same story."""
    assert fingerprint.of((replace(CODE, parent="other.exe"), ENTRY), (RECORD,)) == MARK


def test_renaming_keeps_the_fingerprint_of_what_is_grown() -> None:
    """An incident in other names is the same incident to whoever keeps the held-out set."""
    for it in grown(1):
        grown_in = organisation.numbered(it.origin.organisation)
        case = it.case
        outside = {event.source_ip for event in case.events} | {e.target_ip for e in case.events}
        renaming = Renaming(
            grown_in, sorted(outside - {h.ip for h in grown_in.hosts} - {""}), Seed.of(1).stream()
        )
        events = [renaming.event(event) for event in case.events]

        assert fingerprint.of(events, ()) == fingerprint.of(case.events, ())


def test_idle_lines_are_no_part_of_a_story_of_three_signs() -> None:
    """Whoever else was about, at any place in the log, tells nothing."""
    told = fingerprint.of(STORY, (RECORD,))

    assert fingerprint.of((IDLE, *STORY), (RECORD,)) == told
    assert fingerprint.of((CODE, IDLE, *STORY[1:]), (RECORD,)) == told


def test_a_story_of_two_signs_has_its_idle_lines() -> None:
    """There are so few of them that nobody could tell another."""
    assert fingerprint.of((CODE, ENTRY, IDLE), (RECORD,)) != MARK


def test_how_often_something_comes_again_and_what_comes_in_between_tells_nothing() -> None:
    """Five calls or six, before or after another sign: a beacon is a beacon."""
    more = (*CALLS, replace(CALLS[-1], id="call-5", second=CALLS[-1].second + 90))
    between = replace(CODE, second=CALLS[1].second + 1), replace(ENTRY, second=CALLS[1].second + 2)
    later = replace(CODE, second=CALLS[2].second + 1), replace(ENTRY, second=CALLS[3].second + 2)
    told = [
        fingerprint.of(sorted((*calls, *others), key=lambda it: it.second), ())
        for calls in (CALLS, more)
        for others in (between, later)
    ]

    assert len(set(told)) == 1


def test_a_record_about_nobody_in_the_story_tells_nothing() -> None:
    """Work for somebody else, elsewhere, and what is known of bystanders."""
    told = fingerprint.of(STORY, (RECORD,))
    other = replace(RECORD, host="ws-99", actor="eve")
    known = Record("rec-9", "identity", "eve", "it", standing="privileged")

    assert fingerprint.of(STORY, (RECORD, other, known)) == told
    assert fingerprint.of(STORY, (RECORD, replace(other, host=CODE.host))) != told


def test_a_sign_in_of_somebody_away_is_part_of_the_story() -> None:
    """It decides, so it counts; on another day it is a line like others."""
    back = Event("log-9", 9, "sign_in", "dc-01", "eve", outcome="success", source_ip="10.0.0.9")
    away = Record("rec-9", "work", "CAL-9", "leave_of_absence", actor="eve", opens=0, closes=99)
    told = fingerprint.of(STORY, (RECORD,))

    assert fingerprint.of((*STORY, back), (RECORD, away)) != told
    assert fingerprint.of((*STORY, back), (RECORD, replace(away, opens=10))) == told
    assert fingerprint.of((*STORY, replace(back, outcome="failure")), (RECORD, away)) == told
