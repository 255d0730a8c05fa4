from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from cases import NOON, sign, work
from watchfloor.opensoc.runbook import ANSWERS, EXPLAINED, ROWS, Book, Proof, Situation, decide
from watchfloor.world.detection import Signal
from watchfloor.world.record import Record
from watchfloor.world.timeline import HOUR

CRITICAL = Record("rec-01", "asset", "ws-01", "workstation", "ada", "critical")
PRIVILEGED = Record("rec-02", "identity", "ada", "it", standing="privileged")
SHARED = Record("rec-03", "address", "192.0.2.1", "cable-west", standing="shared")
ORDINARY = (
    Record("rec-04", "asset", "ws-01", "workstation", "ada", "ordinary"),
    Record("rec-05", "identity", "ada", "sales", standing="ordinary"),
    Record("rec-06", "address", "192.0.2.1", "cable-west", standing="single"),
)
ATTEMPT, ENTRY = sign("attempt"), sign("entry", "log-02")
CODE, GRAVE = sign("code", "log-03"), sign("grave", "log-04")
CODE_ELSEWHERE = sign("code", "log-05", host="ws-02")
ENTRY_ELSEWHERE = sign("entry", "log-06", address="192.0.2.2")
AWAY: Proof = ("log-09", "rec-09")

Facts = tuple[Sequence[Signal], Sequence[Record], Sequence[Proof]]
MINIMAL: dict[str, Facts] = {
    "grave_act": ([GRAVE], [], []),
    "record_in_conflict": ([], [], [AWAY]),
    "several_hosts": ([CODE, CODE_ELSEWHERE], [], []),
    "critical_asset": ([CODE], [CRITICAL], []),
    "privileged_identity": ([ENTRY], [PRIVILEGED], []),
    "several_addresses": ([ENTRY, ENTRY_ELSEWHERE], [], []),
    "shared_address": ([ENTRY], [SHARED], []),
    "code_on_one_host": ([CODE], [], []),
    "one_way_in": ([ENTRY], [], []),
    "attempt": ([ATTEMPT], [], []),
    "explained": ([], [], []),
}
"""The least that brings a row about."""

NEIGHBOURS: dict[str, tuple[Facts, str]] = {
    "a second sign on the same machine": (
        ([CODE, replace(CODE, proof=("log-07",))], [], []),
        "code_on_one_host",
    ),
    "a second way in from the same address": (
        ([ENTRY, replace(ENTRY, proof=("log-07",))], [], []),
        "one_way_in",
    ),
    "a try on a second machine": (
        ([CODE, replace(ATTEMPT, host="ws-02")], [], []),
        "code_on_one_host",
    ),
    "code and a way in at another machine": (
        ([CODE, replace(ENTRY, host="ws-02")], [], []),
        "code_on_one_host",
    ),
    "ordinary records": (([CODE, ENTRY], ORDINARY, []), "code_on_one_host"),
    "another machine is critical": (
        ([replace(CODE, host="ws-02")], [CRITICAL], []),
        "code_on_one_host",
    ),
    "a way in to a critical machine": (([ENTRY], [CRITICAL], []), "one_way_in"),
    "a try on a critical machine": (([ATTEMPT], [CRITICAL, PRIVILEGED, SHARED], []), "attempt"),
    "another account is privileged": (
        ([replace(CODE, user="bob")], [PRIVILEGED], []),
        "code_on_one_host",
    ),
    "code as a privileged account": (([CODE], [PRIVILEGED], []), "privileged_identity"),
    "code from a shared address": (([CODE], [SHARED], []), "code_on_one_host"),
    "another address is shared": (([ENTRY_ELSEWHERE], [SHARED], []), "one_way_in"),
}
"""What is nearly another row, and the row that it is."""

CRITICAL_AND_MORE: Facts = (
    [ATTEMPT, ENTRY, ENTRY_ELSEWHERE, CODE, CODE_ELSEWHERE, GRAVE],
    [CRITICAL, PRIVILEGED, SHARED],
    [AWAY],
)


def _decided(facts: Facts) -> str:
    signals, records, conflicts = facts
    return decide(Situation(signals, Book(records), conflicts)).row


def test_every_row_has_a_situation_of_its_own() -> None:
    """The rows that are tried here are those of the runbook, in its order."""
    assert list(MINIMAL) == [row.name for row in (*ROWS, EXPLAINED)]
    assert {row.answer for row in (*ROWS, EXPLAINED)} == set(ANSWERS)


@pytest.mark.parametrize("row", MINIMAL)
def test_a_row_applies_to_the_least_that_brings_it_about(row: str) -> None:
    """A situation with just what a row speaks of comes to that row and its answer."""
    signals, records, conflicts = MINIMAL[row]
    decision = decide(Situation(signals, Book(records), conflicts))
    answer = {it.name: it.answer for it in (*ROWS, EXPLAINED)}[row]

    assert (decision.row, decision.answer) == (row, answer)


@pytest.mark.parametrize("row", [name for name in MINIMAL if name != "explained"])
def test_a_proof_is_all_of_it(row: str) -> None:
    """The one proof of a minimal situation names every event and record in it, sorted."""
    signals, records, conflicts = MINIMAL[row]
    decision = decide(Situation(signals, Book(records), conflicts))
    named = {name for it in signals for name in it.proof} | {record.id for record in records}
    named |= {name for proof in conflicts for name in proof}

    assert decision.proofs == (tuple(sorted(named)),)


@pytest.mark.parametrize("nearly", NEIGHBOURS)
def test_a_row_does_not_apply_to_its_neighbours(nearly: str) -> None:
    """What differs from a row in one point comes to another."""
    facts, row = NEIGHBOURS[nearly]

    assert _decided(facts) == row


@pytest.mark.parametrize("place", range(len(ROWS)))
def test_the_first_row_that_applies_decides(place: int) -> None:
    """Where several rows apply, each yields to those above it and to no other."""
    for later in range(place, len(ROWS)):
        upper, lower = (MINIMAL[ROWS[it].name] for it in (place, later))
        signals, records, conflicts = ([*a, *b] for a, b in zip(upper, lower, strict=True))
        facts = Situation(signals, Book(records), conflicts)  # type: ignore[arg-type]  # as above
        applying = [row.name for row in ROWS if row.proofs(facts)]

        assert {ROWS[place].name, ROWS[later].name} <= set(applying)
        assert decide(facts).row == applying[0]


def test_every_row_applies_at_once_and_the_top_one_decides() -> None:
    """Everything together is a grave act."""
    assert _decided(CRITICAL_AND_MORE) == ROWS[0].name


def test_two_of_a_kind_prove_it_twice() -> None:
    """Each sign that would do alone is a proof of its own; pairs are proved pair by pair."""
    third = replace(CODE, host="ws-03", proof=("log-08",))
    alone = decide(Situation([CODE, replace(CODE, proof=("log-07",))], Book([])))
    pairs = decide(Situation([CODE, CODE_ELSEWHERE, third], Book([])))

    assert alone.proofs == (("log-03",), ("log-07",))
    assert pairs.proofs == (("log-03", "log-05"), ("log-03", "log-08"), ("log-05", "log-08"))


COVERING = work("encoded_script")


def test_a_record_covers_the_same_actor_machine_action_and_time() -> None:
    """A record that agrees in all four explains a sign."""
    assert Book([COVERING]).explaining(CODE) == ["rec-01"]


@pytest.mark.parametrize(
    "changed",
    [
        {"host": "ws-02"},
        {"actor": "bob"},
        {"role": "phishing_drill"},
        {"opens": NOON + 1},
        {"closes": NOON - 1},
        {"role": "leave_of_absence"},
    ],
    ids=str,
)
def test_a_record_that_misses_in_one_point_explains_nothing(changed: dict[str, str | int]) -> None:
    """Another machine, actor, action or time is not covered."""
    assert Book([replace(COVERING, **changed)]).explaining(CODE) == []


@pytest.mark.parametrize(("opens", "closes"), [(NOON, NOON), (NOON - HOUR, NOON), (NOON, NOON + 9)])
def test_hours_include_their_ends(opens: int, closes: int) -> None:
    """What happens in the first or the last second of a record is covered."""
    assert Book([work("encoded_script", opens=opens, closes=closes)]).explaining(CODE) != []


def test_a_sign_that_lasts_is_covered_from_first_to_last() -> None:
    """A record that closes, or opens, in the middle explains nothing."""
    lasting = replace(CODE, last=NOON + 2 * HOUR)

    assert Book([COVERING]).explaining(lasting) == []
    assert Book([work("encoded_script", closes=NOON + 2 * HOUR)]).explaining(lasting) != []


def test_records_are_sorted_by_what_is_asked_of_them() -> None:
    """Only a standing that matters is kept; work and absence are two things."""
    leave = Record("rec-09", "work", "CHG-9", "leave_of_absence", actor="ada")
    book = Book([CRITICAL, PRIVILEGED, SHARED, *ORDINARY, COVERING, leave])

    assert book.assets == {"ws-01": "rec-01"}
    assert book.identities == {"ada": "rec-02"}
    assert book.addresses == {"192.0.2.1": "rec-03"}
    assert book.explaining(CODE) == [COVERING.id]
    assert list(book.leaves) == [leave]
