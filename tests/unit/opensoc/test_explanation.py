import pytest
from msgspec.structs import replace

from cases import NOON, event, grown, work
from watchfloor.opensoc import certificate
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.explanation import Miss, explained, row_called, signs_of
from watchfloor.opensoc.runbook import EXPLAINED, LEAVE, ROWS, Row
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES
from watchfloor.world.timeline import HOUR

ENTRY = event("outside_sign_in", 2)
CODE = event("encoded_script", 3)
AWAY = Record("rec-14", "work", "CHG-9", LEAVE, actor="bob", opens=NOON - HOUR, closes=NOON + HOUR)
CRITICAL = Record("rec-11", "asset", "ws-01", "workstation", "ada", "critical")
ORDINARY = [row.name for row in ROWS]


def _case(*parts: Event | Record) -> Case:
    events = tuple(part for part in parts if isinstance(part, Event))
    records = tuple(part for part in parts if isinstance(part, Record))
    return Case("encoded_script", events, records, "")


def _because(case: Case) -> dict[str, str]:
    return {passed.row: passed.because for passed in explained(case).passed}


def test_an_explanation_is_of_the_truth() -> None:
    """Answer, row, proof and single removals are those of the verifier, for all that is grown."""
    for it in grown(2):
        case, found = it.case, explained(it.case)

        assert (found.alert, found.truth) == (case.alert, it.truth)
        assert found.when == row_called(it.truth.row).when
        assert found.signs == signs_of(case)
        assert found.flips == certificate.flips(case.events, case.records, case.alert, it.truth)


def test_the_rows_that_are_passed_are_those_above_the_one_that_decides() -> None:
    """They are told in order, each with its answer; a dismissal has passed them all."""
    for it in grown(2):
        found = explained(it.case)
        names = [passed.row for passed in found.passed]
        place = ORDINARY.index(it.truth.row) if it.truth.row in ORDINARY else len(ORDINARY)

        assert names == ORDINARY[:place]
        assert [passed.answer for passed in found.passed] == [row.answer for row in ROWS[:place]]


@pytest.mark.parametrize("row", [*ROWS, EXPLAINED], ids=lambda row: row.name)
def test_a_row_is_called_by_its_name(row: Row) -> None:
    """Every row is found, the last one too, though it stands below the table."""
    assert row_called(row.name) is row


def test_a_sign_says_what_fired_and_about_whom() -> None:
    """Its words are those of the rule, its place, people and times those of the event."""
    (sign,) = signs_of(_case(ENTRY))
    rule = RULES["outside_sign_in"]

    assert (sign.rule, sign.technique, sign.summary) == (rule.name, rule.technique, rule.summary)
    assert (sign.grade, sign.host, sign.user, sign.actor) == ("entry", "ws-01", "ada", "ada")
    assert (sign.address, sign.proof) == (ENTRY.source_ip, ("log-02",))
    assert (sign.first, sign.last) == (ENTRY.second, ENTRY.second)


def test_signs_stand_in_order_of_time_and_then_of_name() -> None:
    """Whatever order the log has, what came first is told first."""
    early, late = replace(ENTRY, second=NOON), replace(ENTRY, id="log-09", second=NOON + 600)
    found = signs_of(_case(late, replace(CODE, second=late.second), early))

    assert [(sign.rule, sign.proof) for sign in found] == [
        ("outside_sign_in", ("log-02",)),
        ("encoded_script", ("log-03",)),
        ("outside_sign_in", ("log-09",)),
    ]


@pytest.mark.parametrize(
    ("record", "misses"),
    [
        (work("encoded_script", host="ws-02"), ("machine",)),
        (work("encoded_script", actor="bob"), ("actor",)),
        (work("encoded_script", closes=CODE.second - 1), ("hours",)),
        (work("encoded_script", opens=CODE.second + 1), ("hours",)),
        (work("encoded_script", role="travel_notice"), ("work",)),
        (work("encoded_script", role="gardening"), ("work",)),
        (
            work("encoded_script", host="ws-02", actor="bob", closes=NOON, role="gardening"),
            ("machine", "actor", "hours", "work"),
        ),
    ],
)
def test_a_record_that_does_not_cover_is_told_by_what_it_misses(
    record: Record, misses: tuple[str, ...]
) -> None:
    """Machine, actor, hours and kind of work are compared, and those that differ are named."""
    (sign,) = signs_of(_case(CODE, record))

    assert sign.is_open
    assert sign.not_explained_by == (Miss("rec-01", "CHG-1000", record.role, misses),)


@pytest.mark.parametrize("changes", [{"opens": CODE.second}, {"closes": CODE.second}])
def test_a_record_that_covers_misses_nothing(changes: dict[str, int]) -> None:
    """Work whose hours begin or end with the sign covers it, so it is no miss."""
    (sign,) = signs_of(_case(CODE, work("encoded_script", "rec-01", **changes)))

    assert not sign.is_open
    assert (sign.explained_by, sign.not_explained_by) == (("rec-01",), ())


def test_those_that_miss_least_are_told_first() -> None:
    """Records are sorted by the number of things they miss, then by their ids."""
    far = work("encoded_script", "rec-01", host="ws-02", actor="bob")
    near, nearer = (work("encoded_script", name, host="ws-02") for name in ("rec-03", "rec-02"))
    (sign,) = signs_of(_case(CODE, far, near, nearer))

    assert [miss.record for miss in sign.not_explained_by] == ["rec-02", "rec-03", "rec-01"]


def test_a_count_is_open_as_long_as_enough_is_left_of_it() -> None:
    """A record covers lines, and what is left is enough for the rule or is not."""
    spray = RULES["password_spray"].fires_on[0]
    until = [
        work(
            "password_spray",
            host=spray[0].host,
            actor=spray[0].source_ip,
            opens=0,
            closes=spray[place].second,
        )
        for place in (0, 1)
    ]
    signs = [signs_of(_case(*spray, record))[0] for record in until]

    assert [sign.is_open for sign in signs] == [True, False]
    assert [sign.explained_by for sign in signs] == [("rec-01",), ("rec-01",)]


def test_only_work_can_miss() -> None:
    """Neither an absence nor the inventory might have covered a sign."""
    (sign,) = signs_of(_case(CODE, AWAY, CRITICAL))

    assert sign.not_explained_by == ()


def test_every_row_that_is_passed_has_a_reason_of_its_own() -> None:
    """A case in which all is explained says of each row what is not there."""
    found = _because(_case(CODE, work("encoded_script")))

    assert found == {
        "grave_act": "no sign of grade grave is without a record",
        "record_in_conflict": "nobody signs in while away",
        "several_hosts": "no two machines are reached",
        "critical_asset": "no critical machine is reached",
        "privileged_identity": "no privileged account is used",
        "several_addresses": "there are no two ways in",
        "shared_address": "no way in is from a shared address",
        "code_on_one_host": "no code runs that is without a record",
        "one_way_in": "there is no way in that is without a record",
        "attempt": "there is no attempt that is without a record",
    }


def test_a_reason_names_what_there_is_instead() -> None:
    """One machine, one address and the accounts in use are told beside the row they do not meet."""
    other = replace(ENTRY, id="log-04", user="cleo")
    found = _because(_case(ENTRY, CODE, other, AWAY))

    assert found["record_in_conflict"] == "nobody signs in while away; on leave bob"
    assert found["several_hosts"].endswith("; reached are ws-01")
    assert found["critical_asset"].endswith("; reached are ws-01")
    assert found["privileged_identity"].endswith("; used are ada, cleo")
    assert found["several_addresses"].endswith(f"; ways in are from {ENTRY.source_ip}")
    assert found["shared_address"].endswith(f"; they are from {ENTRY.source_ip}")
    assert "code_on_one_host" not in found


def test_what_a_record_covers_is_not_told_instead() -> None:
    """The machine of a sign that is explained is not reached as far as the runbook asks."""
    found = _because(_case(ENTRY, CODE, work("encoded_script")))

    assert found["several_hosts"] == "no two machines are reached"
    assert found["several_addresses"].endswith(ENTRY.source_ip)
