from collections.abc import Sequence
from itertools import combinations

import pytest
from msgspec.structs import replace

from cases import BY_GRADE, NOON, event, grown, work
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.runbook import ANSWERS, LEAVE
from watchfloor.opensoc.state import State
from watchfloor.opensoc.truth import Truth
from watchfloor.opensoc.verifier import citation, judge, seen, verify
from watchfloor.opensoc.worth import value
from watchfloor.play.reward import ONE
from watchfloor.play.verdict import Verdict
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES
from watchfloor.world.timeline import HOUR

TRY, ENTRY, CODE, GRAVE = (event(rule, n) for n, rule in enumerate(BY_GRADE.values(), start=1))
ELSEWHERE = event("encoded_script", 5, host="ws-02")
OTHER_ENTRY = event("outside_sign_in", 6, source_ip="198.51.100.77", user="bob")
ARRIVAL = Event("log-07", NOON, "sign_in", "ws-01", "ada", source_ip="10.0.0.1", outcome="success")
CRITICAL = Record("rec-11", "asset", "ws-01", "workstation", "ada", "critical")
PRIVILEGED = Record("rec-12", "identity", "ada", "it", standing="privileged")
SHARED = Record("rec-13", "address", ENTRY.source_ip, "cable-west", standing="shared")
AWAY = Record("rec-14", "work", "CHG-9", LEAVE, actor="ada", opens=NOON - HOUR, closes=NOON + HOUR)

Made = tuple[Sequence[Event], Sequence[Record], str, Truth]
CASES: dict[str, Made] = {
    "a grave act": (
        [GRAVE],
        [],
        "control_disabled",
        Truth("escalate", "grave_act", (("log-04",),), ()),
    ),
    "somebody away signs in": (
        [TRY, ARRIVAL],
        [AWAY],
        "malware_blocked",
        Truth("escalate", "record_in_conflict", (("log-07", "rec-14"),), ()),
    ),
    "code on two machines": (
        [CODE, ELSEWHERE],
        [],
        "encoded_script",
        Truth("escalate", "several_hosts", (("log-03", "log-05"),), ()),
    ),
    "code on a critical machine": (
        [CODE],
        [CRITICAL],
        "encoded_script",
        Truth("escalate", "critical_asset", (("log-03", "rec-11"),), ()),
    ),
    "code of a privileged account": (
        [CODE],
        [PRIVILEGED],
        "encoded_script",
        Truth("escalate", "privileged_identity", (("log-03", "rec-12"),), ()),
    ),
    "two ways in": (
        [ENTRY, OTHER_ENTRY],
        [],
        "outside_sign_in",
        Truth("escalate", "several_addresses", (("log-02", "log-06"),), ()),
    ),
    "a way in from a shared address": (
        [ENTRY],
        [SHARED],
        "outside_sign_in",
        Truth("escalate", "shared_address", (("log-02", "rec-13"),), ()),
    ),
    "code on one machine": (
        [TRY, ENTRY, CODE],
        [],
        "malware_blocked",
        Truth("quarantine_host", "code_on_one_host", (("log-03",),), ()),
    ),
    "one way in": (
        [TRY, ENTRY],
        [],
        "malware_blocked",
        Truth("block_ip", "one_way_in", (("log-02",),), ()),
    ),
    "a try": ([TRY], [], "malware_blocked", Truth("monitor", "attempt", (("log-01",),), ())),
    "a try that is explained": (
        [TRY],
        [work("malware_blocked")],
        "malware_blocked",
        Truth("dismiss", "explained", (("log-01", "rec-01"),), ("rec-01",)),
    ),
    "code that is explained twice": (
        [CODE],
        [work("encoded_script"), work("encoded_script", "rec-02")],
        "encoded_script",
        Truth("dismiss", "explained", (("log-03", "rec-01"), ("log-03", "rec-02")), ()),
    ),
    "code that is held back beside a way in": (
        [ENTRY, CODE],
        [work("encoded_script")],
        "outside_sign_in",
        Truth("block_ip", "one_way_in", (("log-02",),), ("rec-01",)),
    ),
    "a try that is explained beside a way in": (
        [TRY, ENTRY],
        [work("malware_blocked")],
        "outside_sign_in",
        Truth("block_ip", "one_way_in", (("log-02",),), ()),
    ),
    "a record that holds nothing back since all is lost": (
        [CODE, GRAVE],
        [work("encoded_script")],
        "control_disabled",
        Truth("escalate", "grave_act", (("log-04",),), ()),
    ),
    "a second machine that is explained": (
        [CODE, ELSEWHERE],
        [work("encoded_script", host="ws-02")],
        "encoded_script",
        Truth("quarantine_host", "code_on_one_host", (("log-03",),), ("rec-01",)),
    ),
    "somebody who is away fails to sign in": (
        [TRY, replace(ARRIVAL, outcome="failure")],
        [AWAY],
        "malware_blocked",
        Truth("monitor", "attempt", (("log-01",),), ()),
    ),
    "somebody else is away": (
        [TRY, ARRIVAL],
        [replace(AWAY, actor="bob")],
        "malware_blocked",
        Truth("monitor", "attempt", (("log-01",),), ()),
    ),
    "somebody was away before": (
        [TRY, ARRIVAL],
        [replace(AWAY, closes=NOON - 1)],
        "malware_blocked",
        Truth("monitor", "attempt", (("log-01",),), ()),
    ),
    "nothing at all": ([ARRIVAL], [], "malware_blocked", Truth("dismiss", "explained", (), ())),
}
"""Events, records and the alert of each case, and what is true of it."""


@pytest.mark.parametrize("name", CASES)
def test_the_truth_of_a_case_is_found(name: str) -> None:
    """Answer, row, every minimal proof and the records that hold back are exactly these."""
    events, records, alert, truth = CASES[name]

    assert verify(events, records, alert) == truth


@pytest.mark.parametrize("name", CASES)
def test_ordinary_records_change_nothing(name: str) -> None:
    """Machines, accounts and addresses without a standing are only there to be read."""
    events, records, alert, truth = CASES[name]
    plain = [
        Record("rec-20", "asset", "ws-02", "workstation", "bob", "ordinary"),
        Record("rec-21", "identity", "bob", "sales", standing="ordinary"),
        Record("rec-22", "address", OTHER_ENTRY.source_ip, "cable-west", standing="single"),
    ]

    assert verify(events, [*plain, *records], alert) == truth


def _held_back(events: Sequence[Event], records: Sequence[Record], alert: str) -> set[str]:
    """Return the records of work without any one of which the answer is another."""
    answer = verify(events, records, alert).answer
    return {
        record.id
        for record in records
        if record.kind == "work" and record.role != LEAVE
        if verify(events, [it for it in records if it is not record], alert).answer != answer
    }


SIGNS = (
    *(TRY, ENTRY, CODE, GRAVE, ELSEWHERE, OTHER_ENTRY),
    event("outside_sign_in", 8, user="carl", source_ip=ENTRY.source_ip),
)
STANDINGS: tuple[tuple[Record, ...], ...] = ((), (CRITICAL,), (PRIVILEGED,), (SHARED,))


@pytest.mark.parametrize("standings", STANDINGS, ids=lambda found: found and found[0].standing)
def test_what_holds_back_is_what_turns_the_answer(standings: tuple[Record, ...]) -> None:
    """Of all ways to explain some of many signs, those records are told without which it turns."""
    rules = {
        it.id: next(rule for rule in BY_GRADE.values() if RULES[rule].alerts([it])) for it in SIGNS
    }
    for shown in (it for count in range(1, 5) for it in combinations(SIGNS, count)):
        for explained in (
            it for count in range(len(shown) + 1) for it in combinations(shown, count)
        ):
            works = [
                work(
                    rules[it.id],
                    f"rec-{it.id}",
                    host=it.host,
                    actor=it.user,
                    opens=it.second,
                    closes=it.second,
                )
                for it in explained
            ]
            records = [*standings, *works]
            found = verify(shown, records, rules[shown[0].id])

            assert set(found.holds) == _held_back(shown, records, rules[shown[0].id])


def test_only_the_proof_of_the_alert_explains_a_dismissal() -> None:
    """Of two signs that are explained, the one that raised the alert is what is cited."""
    records = [work("malware_blocked"), work("encoded_script", "rec-02")]
    found = verify([TRY, CODE], records, "encoded_script")

    assert (found.answer, found.certificate) == ("dismiss", (("log-03", "rec-02"),))
    assert found.holds == ("rec-01", "rec-02")


def test_what_the_generator_meant_is_not_read() -> None:
    """The truth of a grown incident follows from its events, records and alert alone."""
    for it in grown():
        case = it.case

        assert verify(case.events, case.records, case.alert) == it.truth


def _finished(name: str, **changes: object) -> State:
    events, records, alert, truth = CASES[name]
    case = Case(alert, tuple(events), tuple(records), "syslog")
    return replace(
        State("defender_only", "stage1_basic", case=case, truth=truth, is_over=True), **changes
    )


def _facts(verdict: Verdict) -> dict[str, object]:
    return {fact.name: fact.value for fact in verdict.facts}


def test_a_right_answer_with_its_proof_is_all_facts() -> None:
    """What a defender did is stated fact by fact, and priced by nobody here."""
    answer = SubmitTriage("block_ip", ("log-02",), confidence=0.75)
    (verdict,) = judge(
        _finished("code that is held back beside a way in", answer=answer, minutes=7)
    )

    assert verdict.role == "defender"
    assert _facts(verdict) == {
        "malformed": 0,
        "answer": "block_ip",
        "truth": "block_ip",
        "row": "one_way_in",
        "held_back_by": 1,
        "right": True,
        "value": ONE,
        "citation": ONE,
        "hits": 1,
        "confidence": 750_000,
        "minutes": 7,
    }
    assert verdict["right"].because == ("log-02",)
    assert verdict["held_back_by"].because == ("rec-01",)


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_value_of_an_answer_is_that_of_the_table(answer: str) -> None:
    """What an answer is worth for a truth is looked up, right or wrong."""
    submitted = SubmitTriage(answer)  # type: ignore[arg-type]  # one of the answers
    (verdict,) = judge(_finished("a try", answer=submitted))

    assert verdict["value"].value == value("monitor", answer)  # type: ignore[arg-type]  # as above
    assert verdict["right"].value == (answer == "monitor")
    assert verdict["confidence"].value == -1


def test_no_answer_is_the_worst_answer() -> None:
    """Whoever says nothing that can be read is wrong, and it is counted as malformed."""
    (verdict,) = judge(_finished("a try", malformed=("defender",)))
    facts = _facts(verdict)

    assert (facts["malformed"], facts["answer"], facts["right"]) == (1, "", False)
    assert (facts["value"], facts["citation"], facts["hits"]) == (-ONE, 0, 0)


def test_words_beside_the_answer_change_no_fact() -> None:
    """A rationale is for people; the facts are the same whatever it says."""
    quiet = judge(_finished("a try", answer=SubmitTriage("monitor", ("log-01",))))
    loud = judge(_finished("a try", answer=SubmitTriage("monitor", ("log-01",), "I am right.")))

    assert quiet == loud


def test_an_attacker_is_judged_by_what_became_of_the_incident() -> None:
    """In self-play both are judged; an attacker wins where the defender is wrong."""
    state = _finished("a try", mode="self_play", learnability=500_000, is_novel=True)
    wrong, right = (
        judge(replace(state, answer=SubmitTriage(answer)))[0] for answer in ("dismiss", "monitor")
    )

    assert [it.role for it in judge(state)] == ["attacker", "defender"]
    assert _facts(wrong) == {
        "malformed": 0,
        "admitted": True,
        "gate": "",
        "rejected": "",
        "defender_wrong": True,
        "learnability": 500_000,
        "is_novel": True,
    }
    assert right["defender_wrong"].value is False


def test_a_malformed_reply_is_counted_for_whoever_gave_it() -> None:
    """Each role answers for its own."""
    state = _finished("a try", mode="self_play", malformed=("attacker", "attacker", "defender"))

    assert [it["malformed"].value for it in judge(state)] == [2, 1]


def test_a_leave_of_nobody_is_no_conflict() -> None:
    """Whoever is not named is not away."""
    assert verify([replace(ARRIVAL, user="")], [replace(AWAY, actor="")], "").row == "explained"


def test_ids_are_sorted_wherever_they_are_told() -> None:
    """A proof and the facts about it do not depend on how things are called, or on any set."""
    leave = replace(AWAY, id="absence")
    spray = [event("password_spray", n, user=f"user-{n}") for n in range(1, 8)]
    truth = verify(spray, [], "password_spray")
    (verdict,) = judge(_finished("a try", truth=truth))

    assert verify([ARRIVAL], [leave], "").certificate == (("absence", ARRIVAL.id),)
    assert verdict["row"].because == tuple(sorted(it.id for it in spray))


def test_a_rejected_attacker_is_judged_alone() -> None:
    """Where nobody saw the incident, only its author is judged, and fooled nobody."""
    state = State("self_play", "stage1_basic", gate="length", rejected="too long", is_over=True)
    (verdict,) = judge(state)

    assert verdict.role == "attacker"
    assert (verdict["admitted"].value, verdict["defender_wrong"].value) == (False, False)
    assert (verdict["gate"].value, verdict["rejected"].value) == ("length", "too long")


TWO = Truth("escalate", "several_hosts", (("log-01", "log-02"), ("log-01", "log-03")), ())
LONG = Truth("monitor", "attempt", (("a", "b", "c", "d", "e"),), ())
HELD = Truth("block_ip", "one_way_in", (("log-02",),), ("rec-01",))
UNEVEN = Truth("escalate", "critical_asset", (("log-01",), ("log-02", "log-03", "log-04")), ())
EMPTY = Truth("dismiss", "explained", (), ())


@pytest.mark.parametrize(
    ("cited", "truth", "worth"),
    [
        (("log-01", "log-02"), TWO, ONE),
        (("log-01", "log-03"), TWO, ONE),
        (("log-01",), TWO, 2 * ONE // 3),
        (("log-01", "log-02", "log-09"), TWO, 4 * ONE // 5),
        (("log-09",), TWO, 0),
        ((), TWO, 0),
        (("a", "b", "c"), LONG, ONE),
        (("a", "b"), LONG, 4 * ONE // 5),
        (("log-02",), HELD, ONE),
        (("rec-01",), HELD, 0),
        (("log-02", "rec-01"), HELD, ONE),
        (("log-02", "rec-01", "log-09"), HELD, 4 * ONE // 5),
        (("log-01",), UNEVEN, ONE),
        (("log-01",), EMPTY, 0),
    ],
)
def test_a_citation_is_scored_by_how_well_it_hits(
    cited: tuple[str, ...], truth: Truth, worth: int
) -> None:
    """Hits and misses both count, any of the proofs will do, and a long one as far as it may go."""
    assert citation(cited, truth, None) == worth


def test_what_was_not_shown_cannot_be_cited() -> None:
    """In casework an id that was only guessed is a miss."""
    assert citation(("log-02",), HELD, {"log-02"}) == ONE
    assert citation(("log-02",), HELD, {"log-01"}) == 0


def test_everything_is_seen_but_in_casework() -> None:
    """What may be cited is all, or what the look-ups have brought up."""
    assert seen(_finished("a try")) is None
    assert seen(_finished("a try", mode="casework", shown=("log-01",))) == {"log-01"}


def test_every_grade_is_tried() -> None:
    """The hand-made events fire the rule they were made for, and no other."""
    for made, rule in zip((TRY, ENTRY, CODE, GRAVE), BY_GRADE.values(), strict=True):
        fired = [it.name for it in RULES.values() if it.alerts([made])]

        assert fired == [rule]
