import pytest
from msgspec.structs import replace

from cases import event, grown, work
from watchfloor.opensoc import fingerprint
from watchfloor.opensoc.renaming import Renaming
from watchfloor.seeds import Seed
from watchfloor.world import organisation

CODE, ENTRY = event("encoded_script", 1), event("outside_sign_in", 2)
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
