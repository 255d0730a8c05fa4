from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from cases import NOON, event, fired, sign, work
from watchfloor.opensoc.proof import Choice, Proof
from watchfloor.opensoc.runbook import (
    ANSWERS,
    EXPLAINED,
    KINDS,
    REACHING,
    ROWS,
    Book,
    Found,
    Situation,
    decide,
    shown_by,
    spreads,
)
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rule import Firing
from watchfloor.world.rules import RULES
from watchfloor.world.timeline import HOUR

CRITICAL = Record("rec-01", "asset", "ws-01", "workstation", "ada", "critical")
PRIVILEGED = Record("rec-02", "identity", "ada", "it", standing="privileged")
SHARED = Record("rec-03", "address", "192.0.2.1", "cable-west", standing="shared")
ORDINARY = (
    Record("rec-04", "asset", "ws-01", "workstation", "ada", "ordinary"),
    Record("rec-05", "identity", "ada", "sales", standing="ordinary"),
    Record("rec-06", "address", "192.0.2.1", "cable-west", standing="single"),
)
OF_NO_KIND = ((PRIVILEGED, "ada"), (SHARED, "192.0.2.1"))
ATTEMPT, ENTRY = sign("attempt"), sign("entry", 2)
CODE, GRAVE = sign("code", 3), sign("grave", 4)
CODE_ELSEWHERE = sign("code", 5, host="ws-02")
ENTRY_ELSEWHERE = sign("entry", 6, source_ip="192.0.2.2")
INJECTED = fired("injection_succeeded", 10, source_ip="192.0.2.1")
AWAY: Proof = ("log-09", "rec-09")

Facts = tuple[Sequence[Found], Sequence[Record], Sequence[Proof]]
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
        ([CODE, sign("code", 7)], [], []),
        "code_on_one_host",
    ),
    "the same machine in other letters": (
        ([CODE, sign("code", 7, host="WS-01")], [], []),
        "code_on_one_host",
    ),
    "a second way in from the same address": (
        ([ENTRY, sign("entry", 7)], [], []),
        "one_way_in",
    ),
    "a try on a second machine": (
        ([CODE, sign("attempt", 7, host="ws-02")], [], []),
        "code_on_one_host",
    ),
    "code and a way in that another machine recorded": (
        ([CODE, sign("entry", 7, host="ws-02")], [], []),
        "code_on_one_host",
    ),
    "code and a way into another machine": (
        ([CODE, fired("injection_succeeded", 7, host="web-01")], [], []),
        "several_hosts",
    ),
    "two ways into two machines from one address": (
        ([INJECTED, fired("injection_succeeded", 7, host="web-02", source_ip="192.0.2.1")], [], []),
        "several_hosts",
    ),
    "ordinary records": (([CODE, ENTRY], ORDINARY, []), "code_on_one_host"),
    "another machine is critical": (
        ([sign("code", 7, host="ws-02")], [CRITICAL], []),
        "code_on_one_host",
    ),
    "a way in that a critical machine recorded": (([ENTRY], [CRITICAL], []), "one_way_in"),
    "a way into a critical machine": (([INJECTED], [CRITICAL], []), "critical_asset"),
    "a try on a critical machine": (([ATTEMPT], [CRITICAL, PRIVILEGED, SHARED], []), "attempt"),
    "another account is privileged": (
        ([sign("code", 7, user="bob")], [PRIVILEGED], []),
        "code_on_one_host",
    ),
    "code as a privileged account": (([CODE], [PRIVILEGED], []), "privileged_identity"),
    "code from a shared address": (([CODE], [SHARED], []), "code_on_one_host"),
    "another address is shared": (([ENTRY_ELSEWHERE], [SHARED], []), "one_way_in"),
    "a standing in a record of another kind": (
        ([CODE, ENTRY], [replace(it, kind="asset", subject=name) for it, name in OF_NO_KIND], []),
        "code_on_one_host",
    ),
}
"""What is nearly another row, and the row that it is."""

CRITICAL_AND_MORE: Facts = (
    [ATTEMPT, ENTRY, ENTRY_ELSEWHERE, CODE, CODE_ELSEWHERE, GRAVE],
    [CRITICAL, PRIVILEGED, SHARED],
    [AWAY],
)


def _decided(facts: Facts) -> str:
    found, records, conflicts = facts
    return decide(Situation(found, Book(records), conflicts)).row


def test_every_row_has_a_situation_of_its_own() -> None:
    """The rows that are tried here are those of the runbook, in its order."""
    assert list(MINIMAL) == [row.name for row in (*ROWS, EXPLAINED)]
    assert {row.answer for row in (*ROWS, EXPLAINED)} == set(ANSWERS)


@pytest.mark.parametrize("row", MINIMAL)
def test_a_row_applies_to_the_least_that_brings_it_about(row: str) -> None:
    """A situation with just what a row speaks of comes to that row and its answer."""
    found, records, conflicts = MINIMAL[row]
    decision = decide(Situation(found, Book(records), conflicts))
    answer = {it.name: it.answer for it in (*ROWS, EXPLAINED)}[row]

    assert (decision.row, decision.answer) == (row, answer)


@pytest.mark.parametrize("row", [name for name in MINIMAL if name != "explained"])
def test_a_proof_is_all_of_it(row: str) -> None:
    """The one proof of a minimal situation names every event and record in it, sorted."""
    found, records, conflicts = MINIMAL[row]
    decision = decide(Situation(found, Book(records), conflicts))
    named = {event.id for _, firing in found for event in firing.events}
    named |= {record.id for record in records}
    named |= {str(name) for proof in conflicts for name in proof}

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
        found, records, conflicts = ([*a, *b] for a, b in zip(upper, lower, strict=True))
        facts = Situation(found, Book(records), conflicts)  # type: ignore[arg-type]  # as above
        applying = [row.name for row in ROWS if getattr(facts, row.of) and row.proofs(facts)]

        assert {ROWS[place].name, ROWS[later].name} <= set(applying)
        assert decide(facts).row == applying[0]


def test_every_row_applies_at_once_and_the_top_one_decides() -> None:
    """Everything together is a grave act."""
    assert _decided(CRITICAL_AND_MORE) == ROWS[0].name


def test_two_of_a_kind_prove_it_twice() -> None:
    """Each sign that would do alone is a proof of its own; pairs are proved pair by pair."""
    third = sign("code", 8, host="ws-03")
    alone = decide(Situation([CODE, sign("code", 7)], Book([])))
    pairs = decide(Situation([CODE, CODE_ELSEWHERE, third], Book([])))

    assert alone.proofs == (("log-03",), ("log-07",))
    assert pairs.proofs == (("log-03", "log-05"), ("log-03", "log-08"), ("log-05", "log-08"))


def _beats(*lines: tuple[str, str]) -> Found:
    """Return one firing on calls of those machines by those accounts."""
    calls = [
        replace(RULES["steady_beacon"].fires_on[0][0], id=f"log-{n}", host=host, user=user)
        for n, (host, user) in enumerate(lines, start=1)
    ]
    return RULES["steady_beacon"], Firing(tuple(calls))


def test_every_line_of_a_sign_is_asked_where_and_by_whom_it_was() -> None:
    """Not the first line alone says whose machine and whose account it is about."""
    mixed = _beats(("ws-02", "bob"), ("ws-02", "ada"), ("ws-01", "bob"))
    everything = ("log-1", "log-2", "log-3")
    one = _beats(("ws-02", "bob"), ("WS-02", "ada"), ("ws-02", "eve"))

    assert decide(Situation([mixed], Book([]))).row == "several_hosts"
    assert decide(Situation([mixed], Book([]))).proofs == (everything,)
    assert decide(Situation([one], Book([]))).row == "one_way_in"
    assert decide(Situation([one], Book([PRIVILEGED]))).proofs == ((*everything, "rec-02"),)


def test_two_records_that_say_the_same_are_two_proofs() -> None:
    """Either of them shows it."""
    again = replace(CRITICAL, id="rec-04")
    decision = decide(Situation([CODE], Book([CRITICAL, again])))

    assert decision.proofs == (("log-03", "rec-01"), ("log-03", "rec-04"))


def test_a_count_is_proved_by_any_that_are_enough() -> None:
    """The proof of a count says how many of what are needed, not all that there is."""
    spray = RULES["password_spray"]
    (firing,) = spray.firings(spray.fires_on[0])
    decision = decide(Situation([(spray, firing)], Book([])))
    ids = tuple((event.id,) for event in spray.fires_on[0])

    assert decision.row == "attempt"
    assert decision.proofs == ((Choice(4, ids),),)


COVERING = work("encoded_script")
SCRIPT = event("encoded_script", 0)


def _covering(*records: Record, event: Event = SCRIPT) -> list[str]:
    return Book(records).covering(RULES["encoded_script"], event)


def test_a_record_covers_the_same_actor_machine_action_and_time() -> None:
    """A record that agrees in all four covers what a rule finds."""
    assert _covering(COVERING) == ["rec-01"]
    assert _covering(COVERING, replace(COVERING, id="rec-02")) == ["rec-01", "rec-02"]
    assert Book([COVERING]).covering(RULES["encoded_script"], SCRIPT)


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "asset"},
        {"host": "ws-02"},
        {"actor": "bob"},
        {"role": "phishing_drill"},
        {"opens": NOON + 1},
        {"closes": NOON - 1},
        {"role": "leave_of_absence"},
    ],
    ids=str,
)
def test_a_record_that_misses_in_one_point_covers_nothing(changed: dict[str, str | int]) -> None:
    """Another machine, actor, action or time is not covered."""
    assert _covering(replace(COVERING, **changed)) == []
    assert not Book([replace(COVERING, **changed)]).covering(RULES["encoded_script"], SCRIPT)


@pytest.mark.parametrize(("opens", "closes"), [(NOON, NOON), (NOON - HOUR, NOON), (NOON, NOON + 9)])
def test_hours_include_their_ends(opens: int, closes: int) -> None:
    """What happens in the first or the last second of a record is covered."""
    assert _covering(work("encoded_script", opens=opens, closes=closes)) != []


def test_an_address_can_be_the_actor() -> None:
    """Where a rule goes by the address, so does the record."""
    knock = RULES["password_spray"].fires_on[0][0]
    notice = work("password_spray", host=knock.host, actor=knock.source_ip, opens=0, closes=99_999)
    book = Book([notice])

    assert book.covering(RULES["password_spray"], knock) == ["rec-01"]
    assert book.covering(RULES["password_spray"], replace(knock, source_ip="192.0.2.77")) == []


@pytest.mark.parametrize("column", ["host", "actor"])
def test_nobody_and_nowhere_are_covered_by_nothing(column: str) -> None:
    """A record without a machine or an actor does not cover a line without."""
    nameless = replace(SCRIPT, **{"host" if column == "host" else "user": ""})

    assert _covering(replace(COVERING, **{column: ""}), event=nameless) == []


def test_records_are_sorted_by_what_is_asked_of_them() -> None:
    """Only a standing that matters is kept; work and absence are two things."""
    leave = Record("rec-09", "work", "CHG-9", "leave_of_absence", actor="ada")
    nobody = replace(CRITICAL, subject="")
    book = Book([CRITICAL, PRIVILEGED, SHARED, *ORDINARY, COVERING, leave, nobody])

    assert book.critical == {"ws-01": ["rec-01"]}
    assert book.privileged == {"ada": ["rec-02"]}
    assert book.shared == {"192.0.2.1": ["rec-03"]}
    assert book.works == {("ws-01", "ada"): [COVERING]}
    assert list(book.leaves) == [leave]


def test_a_row_is_tried_only_where_there_is_something_to_look_at() -> None:
    """What a row looks at is a column of the situation, and each column is looked at."""
    assert {row.of for row in ROWS} == set(KINDS)


@pytest.mark.parametrize("records", [[], [CRITICAL], [PRIVILEGED], [SHARED], [*ORDINARY]])
def test_what_spreads_beside_something_escalates_it(records: list[Record]) -> None:
    """Ways in and code escalate beside what they are found with if all of it together does."""
    book = Book(records)
    signs = [ENTRY, CODE, INJECTED, CODE_ELSEWHERE, ENTRY_ELSEWHERE, sign("code", 7, user="bo")]
    quiet = [sign("entry", 8, source_ip="192.0.2.1"), sign("attempt", 9)]
    for left in ([], quiet[1:], quiet, *([it] for it in signs)):
        facts = Situation(left, book)
        if decide(facts).answer != "escalate":
            for more in (*([it] for it in signs), signs[:2], signs[3:5]):
                whole = decide(Situation([*left, *more], book))

                assert spreads(facts, more) == (whole.answer == "escalate")


@pytest.mark.parametrize("rule", RULES)
def test_the_rules_that_reach_a_machine_are_those_that_count_as_such(rule: str) -> None:
    """Whoever plans a story and whoever judges it mean the same rules."""
    assert bool(Situation([fired(rule)], Book(())).reached) == (rule in REACHING)


def test_the_ids_of_a_proof_are_sorted() -> None:
    """However the records and the lines are called, and in whatever order they come."""
    one, two, three = (event("encoded_script", number) for number in (1, 2, 3))
    counted = Firing((three, one), 1, ((two,),))

    assert shown_by(Firing((one,)), "absence") == ("absence", one.id)
    assert shown_by(Firing((two, one)), "absence") == ("absence", one.id, two.id)
    assert shown_by(counted, "absence")[:3] == ("absence", one.id, three.id)
