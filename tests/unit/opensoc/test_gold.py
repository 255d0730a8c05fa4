import pytest
from msgspec.structs import replace

from cases import NOON, event, grown, work
from watchfloor.opensoc import gold
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.explanation import row_called
from watchfloor.opensoc.proof import names, shortest
from watchfloor.opensoc.runbook import LEAVE
from watchfloor.opensoc.verifier import citation, verify
from watchfloor.play.action import parse, written
from watchfloor.play.reward import ONE
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES
from watchfloor.world.timeline import HOUR

TRY = event("malware_blocked", 1)
ENTRY = event("outside_sign_in", 2)
CODE = event("encoded_script", 3)
GRAVE = event("control_disabled", 4)
ARRIVAL = Event("log-07", NOON, "sign_in", "ws-01", "ada", source_ip="10.0.0.1", outcome="success")
AWAY = Record("rec-14", "work", "CHG-9", LEAVE, actor="ada", opens=NOON - HOUR, closes=NOON + HOUR)
CRITICAL = Record("rec-11", "asset", "ws-01", "workstation", "ada", "critical")
WEIGHTY = ", without which the answer would be another"


def _answered(alert: str, *parts: Event | Record) -> SubmitTriage:
    """Return the right answer to the alert of rule *alert*, about events and records."""
    events = tuple(part for part in parts if isinstance(part, Event))
    records = tuple(part for part in parts if isinstance(part, Record))
    case = Case(alert, events, records, "")
    return gold.answer(case, verify(events, records, alert))


def _codes(count: int) -> list[Event | Record]:
    """Return *count* machines that run code, each with a record that covers it."""
    places = range(10, 10 + count)
    return [
        *(event("encoded_script", place, host=f"ws-{place}") for place in places),
        *(work("encoded_script", f"rec-{place}", host=f"ws-{place}") for place in places),
    ]


def test_the_answer_is_right_and_cites_what_decides() -> None:
    """It is the answer of the truth, with as much of a smallest proof as may be cited."""
    for it in grown():
        found = gold.answer(it.case, it.truth)

        assert found.action == it.truth.answer
        assert citation(found.cited, it.truth, None) == ONE
        assert any({*found.cited} <= {*names(proof)} for proof in it.truth.certificate)


def test_the_answer_can_be_sent() -> None:
    """Written out and read back it is the same move, so its reasons keep the bounds of one."""
    for it in grown():
        found = gold.answer(it.case, it.truth)

        assert parse(written(found), (SubmitTriage,)) == found


def test_the_reasons_end_with_the_row_and_the_answer() -> None:
    """Whatever is told before, the last sentence says which row decides and what it comes to."""
    for it in grown():
        row = row_called(it.truth.row)

        assert gold.rationale(it.case, it.truth).endswith(
            f"So the first row that applies is {row.name} ({row.when}), and the answer is "
            f"{row.answer}."
        )


def test_the_reasons_name_every_id_that_is_cited() -> None:
    """What decides is told by the ids under which it is shown, or by the first and last of them."""
    for it in grown():
        proof = shortest(it.truth.certificate)
        said = gold.rationale(it.case, it.truth)

        assert proof[0] in said
        assert len(proof) > 3 or all(name in said for name in proof)


def test_a_sign_without_records_stands_alone() -> None:
    """A sign of an intrusion is told with its machine, its actor and its grade."""
    found = _answered("encoded_script", CODE)

    assert found.cited == ("log-03",)
    assert found.rationale == (
        "log-03 shows encoded_script on ws-01 by ada, a sign of grade code. No record of work "
        "stands beside it. So the first row that applies is code_on_one_host (code of the "
        "adversary runs on exactly one ordinary machine), and the answer is quarantine_host."
    )


def test_a_sign_of_nobody_nowhere_is_told_as_such() -> None:
    """An event that names neither machine nor account leaves no gap in the sentence."""
    said = _answered("control_disabled", replace(GRAVE, host="", user="")).rationale

    assert said.startswith("log-04 shows control_disabled on no machine by nobody named, a sign")


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        ({"host": "ws-02"}, "machine"),
        ({"actor": "bob"}, "actor"),
        ({"closes": NOON}, "hours"),
        ({"role": "travel_notice"}, "kind of work"),
        ({"host": "ws-02", "closes": NOON}, "machine and hours"),
    ],
)
def test_the_nearest_record_is_told_by_what_it_misses(
    changes: dict[str, str | int], parts: str
) -> None:
    """A sign that a record does not cover is told with the record that comes nearest."""
    near = work("encoded_script", "rec-01", **changes)
    far = work("encoded_script", "rec-02", host="ws-03", actor="bob", role="travel_notice")
    said = _answered("encoded_script", CODE, far, near).rationale

    assert (
        f"No record covers it: the nearest, rec-01 (CHG-1000, {near.role}), is not for its {parts}."
        in said
    )
    assert "rec-02" not in said


def test_a_sign_that_is_explained_is_told_with_its_record() -> None:
    """A dismissal says which record covers what raised the alert, and for which hours."""
    found = _answered("encoded_script", CODE, work("encoded_script"))

    assert (found.action, found.cited) == ("dismiss", ("log-03", "rec-01"))
    assert (
        "rec-01 (CHG-1000, change_ticket) covers it: it is for that machine and actor, from "
        "2029-01-01T11:00:00Z to 2029-01-01T13:00:00Z, and is work that sets off this sign."
        in found.rationale
    )


def test_a_dismissal_tells_the_alert_before_the_rest() -> None:
    """One line may be two signs; what raised the alert decides, the other stands beside it."""
    both = replace(CODE, parent="winword.exe")
    drill = work("office_spawns_shell", "rec-02")
    said = _answered("encoded_script", both, work("encoded_script"), drill).rationale

    assert said.startswith("log-03 shows encoded_script on ws-01 by ada")
    assert f"office_spawns_shell at log-03 does not count, as rec-02 covers it{WEIGHTY}." in said
    assert "says that" not in said


@pytest.mark.parametrize(
    ("second", "ending"), [((), WEIGHTY), ((work("encoded_script", "rec-02"),), "")]
)
def test_a_record_that_holds_back_is_told_to(second: tuple[Record, ...], ending: str) -> None:
    """What one record alone covers would change the answer; what two cover would not."""
    said = _answered("outside_sign_in", ENTRY, CODE, work("encoded_script"), *second).rationale

    assert f"encoded_script at log-03 does not count, as rec-01 covers it{ending}." in said


def test_what_is_weaker_is_named_in_one_sentence() -> None:
    """Signs that no record covers and that do not decide are named once each, by rule."""
    again = replace(TRY, id="log-05")
    said = _answered("encoded_script", TRY, ENTRY, CODE, again).rationale

    assert "malware_blocked, outside_sign_in beside it would not change the answer." in said
    assert said.count("malware_blocked") == 1


@pytest.mark.parametrize(("count", "told"), [(3, 3), (gold.MOST_TOLD, 4), (gold.MOST_TOLD + 2, 4)])
def test_only_so_many_signs_are_gone_through(count: int, told: int) -> None:
    """Of many signs that records cover the first few are told one by one."""
    said = _answered("outside_sign_in", ENTRY, *_codes(count)).rationale

    assert said.count("does not count") == told


def test_a_standing_that_decides_is_told() -> None:
    """A machine that is critical is named with the record that says so, and no other record is."""
    idle = replace(CRITICAL, id="rec-12", subject="ws-09")
    found = _answered("encoded_script", CODE, CRITICAL, idle)

    assert found.cited == ("log-03", "rec-11")
    assert "rec-11 says that ws-01 is critical." in found.rationale
    assert "rec-12" not in found.rationale


def test_a_sign_in_of_somebody_away_is_told_with_the_absence() -> None:
    """The conflict is told by both of its sides: the line, and the record it contradicts."""
    found = _answered("malware_blocked", TRY, ARRIVAL, AWAY)

    assert (found.action, found.cited) == ("escalate", ("log-07", "rec-14"))
    assert found.rationale.startswith(
        "log-07 is a sign-in by ada at 2029-01-01T12:00:00Z, while rec-14 (CHG-9) says that ada "
        "is away. malware_blocked beside it would not change the answer."
    )


def test_a_sign_of_many_lines_is_told_by_the_first_and_the_last() -> None:
    """Five failures are one sign, of which as many are cited as may be."""
    failures = RULES["password_spray"].fires_on[0]
    found = _answered("password_spray", *failures)

    assert found.cited == ("log-01", "log-02", "log-03")
    assert found.rationale.startswith("log-01 to log-05 (5 lines) show password_spray on dc-el-01")


def test_a_truth_without_proof_cites_nothing() -> None:
    """An alert that nothing raises is dismissed, with no line to show for it."""
    found = _answered("encoded_script", TRY, work("malware_blocked"))

    assert (found.action, found.cited) == ("dismiss", ())
    assert found.rationale.startswith("malware_blocked at log-01 does not count, as rec-01 covers")


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), ""),
        (("a",), "a"),
        (("a", "b"), "a and b"),
        (("a", "b", "c"), "a, b and c"),
        (("a", "b", "c", "d"), "a to d (4 lines)"),
    ],
)
def test_ids_are_told_in_words(names: tuple[str, ...], words: str) -> None:
    """Up to three are all named."""
    assert gold._ids(names) == words
