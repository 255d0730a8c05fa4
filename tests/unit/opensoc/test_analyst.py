import pytest
from msgspec.structs import replace

from cases import NOON, event, grown, work
from watchfloor.opensoc.analyst import Habits, reads, submits
from watchfloor.opensoc.runbook import LEAVE, Answer
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.timeline import HOUR

CODE = event("encoded_script", 3)
ENTRY = event("outside_sign_in", 2)
ARRIVAL = Event("log-07", NOON, "sign_in", "ws-01", "ada", source_ip="10.0.0.1", outcome="success")
AWAY = Record("rec-14", "work", "CHG-9", LEAVE, actor="ada", opens=NOON - HOUR, closes=NOON + HOUR)
CRITICAL = Record("rec-11", "asset", "ws-01", "workstation", "ada", "critical")
CAREFUL = Habits()


def test_a_careful_reader_comes_to_the_truth() -> None:
    """Whoever does all that the runbook says is right about every grown incident."""
    for it in grown():
        answer, cited = reads(it.case.events, it.case.records, CAREFUL)

        assert answer == it.truth.answer
        assert len(cited) <= 3


@pytest.mark.parametrize(
    ("habit", "records", "answer"),
    [
        ("checks_host", [work("encoded_script", host="ws-02")], "dismiss"),
        ("checks_actor", [work("encoded_script", actor="bob")], "dismiss"),
        ("checks_hours", [work("encoded_script", closes=NOON)], "dismiss"),
        ("checks_work", [work("encoded_script", role="phishing_drill")], "dismiss"),
        ("checks_standing", [CRITICAL], "quarantine_host"),
    ],
)
def test_each_habit_that_is_off_is_a_way_to_be_wrong(
    habit: str, records: list[Record], answer: Answer
) -> None:
    """A reader who does not compare one thing takes a near miss for the thing."""
    hasty = replace(CAREFUL, **{habit: False})
    careful, _ = reads([CODE], records, CAREFUL)

    assert careful == ("escalate" if records == [CRITICAL] else "quarantine_host")
    assert reads([CODE], records, hasty)[0] == answer


def test_a_reader_may_overlook_an_absence() -> None:
    """Whoever does not ask who is away sees nothing wrong in a sign-in."""
    overlooks = replace(CAREFUL, checks_absence=False)

    assert reads([ARRIVAL], [AWAY], CAREFUL) == ("escalate", ("log-07", "rec-14"))
    assert reads([ARRIVAL], [AWAY], overlooks)[0] == "dismiss"


@pytest.mark.parametrize(
    "others",
    [
        [replace(CODE, id="log-09", host="ws-02")],
        [ENTRY, replace(ENTRY, id="log-09", source_ip="198.51.100.99", user="bob")],
    ],
)
def test_a_reader_may_not_count(others: list[Event]) -> None:
    """Whoever does not count machines or addresses does not see how far it went."""
    events = [CODE, *others] if len(others) == 1 else others
    careless = replace(CAREFUL, counts_hosts=False)

    assert reads(events, [], CAREFUL)[0] == "escalate"
    assert reads(events, [], careless)[0] in ("quarantine_host", "block_ip")


def test_a_reader_sees_the_signs_it_knows() -> None:
    """A sign that somebody has never heard of is nothing to them."""
    assert reads([CODE], [], replace(CAREFUL, knows=()))[0] == "dismiss"
    assert reads([CODE], [], replace(CAREFUL, knows=("encoded_script",)))[0] == "quarantine_host"


def test_what_a_reader_decides_is_a_move() -> None:
    """An answer and the ids that show it are submitted as they are."""
    code = event("encoded_script")
    move = submits("encoded_script", [code], [], Habits())

    assert (move.action, move.cited) == ("quarantine_host", ("log-01",))


def test_a_dismissal_cites_the_line_and_the_ticket_that_explains_it() -> None:
    """What raised the alert and the work that covers it are cited, not work beside it."""
    code, other = event("encoded_script"), work("encoded_script", "rec-02", actor="bob")
    move = submits("encoded_script", [code], [other, work("encoded_script")], Habits())

    assert (move.action, move.cited) == ("dismiss", ("log-01", "rec-01"))


def test_where_no_ticket_fits_the_line_of_the_alert_is_cited() -> None:
    """A reader in a hurry dismisses for another kind of work, and has a line to show at least."""
    code, other = event("encoded_script"), work("control_disabled")
    move = submits("encoded_script", [code], [other], Habits(checks_work=False))

    assert (move.action, move.cited) == ("dismiss", ("log-01",))
