import pytest
from msgspec.structs import replace

from cases import NOON, event, work
from watchfloor.errors import BadInput
from watchfloor.opensoc.declared_policy import (
    About,
    Explanation,
    Join,
    Policy,
    Row,
    When,
    Witness,
    Works,
    beside,
    check,
    joins,
    reached,
    smallest,
    tellers,
)
from watchfloor.world.record import Record

WORKS = Works({"kind": "work"}, "role", "opens", "closes")
TRAVEL = Explanation("travel_notice", ("outside_sign_in",), {"host": "host", "actor": "user"})
SEEN = Row(row="seen", answer="block_ip", when=When(unexplained=("entry",)))
REST = Row(row="rest", answer="dismiss")
POLICY = Policy(
    "Small",
    ("dismiss", "block_ip"),
    {"entry": "medium"},
    {
        "host": About(("host",)),
        "user": About(("user", "account")),
        "address": About(("source_ip", "target_ip"), ("203.0.113.0/24",), "inside"),
    },
    WORKS,
    (TRAVEL,),
    (SEEN,),
    REST,
)
ABOUT = {
    "host": frozenset({"ws-01"}),
    "user": frozenset({"ada"}),
    "address": frozenset({"203.0.113.7"}),
}


def _said(policy: Policy) -> str:
    """Return what is said against *policy*, if anything is."""
    try:
        check(policy, {"account_signed_in": None}, {"outside_sign_in": None})
    except BadInput as refused:
        return str(refused)
    return ""


def _counting(when: When) -> Policy:
    return replace(POLICY, runbook=(replace(SEEN, when=when),))


def _explaining(signal: str = "outside_sign_in", **agree: str) -> Policy:
    return replace(POLICY, explains=(Explanation("travel_notice", (signal,), agree),))


def _beside(opens: str = "", closes: str = "") -> Policy:
    return _counting(
        When(unexplained=("entry",), record=Join(where={}, opens=opens, closes=closes))
    )


ACCEPTED = {
    "as it is": POLICY,
    "events": _counting(When(events="account_signed_in")),
    "two that differ": _counting(When(unexplained=("entry",), different="address", at_least=2)),
    "a record beside it": _beside(opens="opens", closes="closes"),
}

REFUSED = {
    "no column of events called 'Image'": replace(POLICY, about={"host": About(("Image",))}),
    "no signal called 'web_probe'": _explaining("web_probe"),
    "no column of records called 'machine'": _explaining(machine="host"),
    "no thing to be about called 'group'": _explaining(actor="group"),
    "no column of records called 'sort'": replace(
        POLICY, works=replace(WORKS, record={"sort": "work"})
    ),
    "no column of records called 'begins'": replace(POLICY, works=replace(WORKS, opens="begins")),
    "no column of records called 'ends'": replace(POLICY, works=replace(WORKS, closes="ends")),
    "no column of records called 'rolle'": replace(POLICY, works=replace(WORKS, named_by="rolle")),
    "no answer called 'shrug'": replace(POLICY, otherwise=replace(REST, answer="shrug")),
    "row 'seen' of the policy has to say when": replace(
        POLICY, runbook=(replace(SEEN, when=None),)
    ),
    "row 'rest' of the policy has to say when": replace(
        POLICY, otherwise=replace(REST, when=SEEN.when)
    ),
    "no grade called 'grave'": _counting(When(unexplained=("grave",))),
    "either unexplained signals or events": _counting(When()),
    "has to count either": _counting(When(unexplained=("entry",), events="account_signed_in")),
    "no rule called 'web_probe'": _counting(When(events="web_probe")),
    "no thing to be about called 'port'": _counting(
        When(unexplained=("entry",), different="port", at_least=2)
    ),
    "counts to 0 of nothing": _counting(
        When(unexplained=("entry",), different="address", at_least=0)
    ),
    "counts to 2 of nothing": _counting(When(unexplained=("entry",), at_least=2)),
    "no column of records called 'from'": _beside(opens="from"),
    "no column of records called 'until'": _beside(closes="until"),
}
"""What is said, by the policy that it is said of."""


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_policy_that_names_only_what_there_is_is_accepted(name: str) -> None:
    """A row may count signals or events, in different places or beside a record."""
    assert _said(ACCEPTED[name]) == ""


@pytest.mark.parametrize("sentence", REFUSED)
def test_a_policy_that_names_what_there_is_not_is_refused(sentence: str) -> None:
    """A column, a signal, a grade, a rule or an answer that is none is told by its name."""
    assert sentence in _said(REFUSED[sentence])


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("203.0.113.7", "203.0.113.9", "203.0.113.7"),
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "10.0.0.2", "inside"),
        ("", "", "inside"),
    ],
)
def test_a_signal_is_about_the_first_column_that_fits(source: str, target: str, told: str) -> None:
    """An address outside the ranges does not fit; where none does, the policy has a word for it."""
    seen = event("outside_sign_in", source_ip=source, target_ip=target)

    assert tellers(POLICY)["address"](seen) == told


@pytest.mark.parametrize(
    ("user", "account", "told"), [("ada", "bob", "ada"), ("", "bob", "bob"), ("", "", "")]
)
def test_without_ranges_whatever_is_not_empty_fits(user: str, account: str, told: str) -> None:
    """An empty column is passed over, and if all are empty nothing is told."""
    seen = event("outside_sign_in", user=user, account=account)

    assert tellers(POLICY)["user"](seen) == told


def test_each_signal_is_joined_to_every_work_that_explains_it() -> None:
    """The joins of a signal are those of its works in their order, each with its own agreement."""
    drill = Explanation(
        "red_team", ("outside_sign_in", "web_server_spawns_shell"), {"host": "host"}
    )
    found = joins(replace(POLICY, explains=(TRAVEL, drill)))
    by_travel, by_drill = (
        Join(
            where={"kind": "work", "role": explanation.work},
            agree=explanation.agree,
            opens="opens",
            closes="closes",
        )
        for explanation in (TRAVEL, drill)
    )

    assert found == {
        "outside_sign_in": [by_travel, by_drill],
        "web_server_spawns_shell": [by_drill],
    }


NOTICE = work("outside_sign_in", opens=NOON, closes=NOON + 60)
ENTRY = Witness(frozenset({"log-01"}), ABOUT, NOON, NOON + 60)
(COVERS,) = joins(POLICY)["outside_sign_in"]


@pytest.mark.parametrize(
    ("record", "stands"),
    [
        (NOTICE, True),
        (replace(NOTICE, kind="asset"), False),
        (replace(NOTICE, role="red_team"), False),
        (replace(NOTICE, host="ws-02"), False),
        (replace(NOTICE, actor="bob"), False),
        (replace(NOTICE, opens=NOON - 1, closes=NOON + 61), True),
        (replace(NOTICE, opens=NOON + 1), False),
        (replace(NOTICE, closes=NOON + 59), False),
    ],
)
def test_a_record_stands_beside_what_it_agrees_with(record: Record, *, stands: bool) -> None:
    """Its columns, what it is about, and both ends of its hours have to agree."""
    assert beside(COVERS, ENTRY, [record]) == (["rec-01"] if stands else [])


def test_what_is_about_nobody_agrees_with_nobody() -> None:
    """A record that names no actor does not cover a signal that names none."""
    nobody = ENTRY._replace(about={**ABOUT, "user": frozenset[str]()})

    assert beside(COVERS, nobody, [replace(NOTICE, actor="")]) == []


def test_hours_are_asked_for_only_if_the_join_names_them() -> None:
    """A record of an inventory has no hours, and stands all day."""
    join = Join(where={"kind": "asset"}, agree={"subject": "host"})
    asset = Record("rec-11", "asset", "ws-01", standing="critical")

    assert beside(join, ENTRY, [asset, replace(asset, id="rec-12", subject="ws-02")]) == ["rec-11"]


def _witness(name: str, *addresses: str) -> Witness:
    return Witness(frozenset({name}), {**ABOUT, "address": frozenset(addresses)}, NOON, NOON)


THREE = [_witness("a", "one"), _witness("b", "two"), _witness("c", "one")]


@pytest.mark.parametrize(
    ("when", "proofs"),
    [
        (When(), ["a", "b", "c"]),
        (When(different="address"), ["a", "b", "c"]),
        (When(different="address", at_least=2), ["ab", "bc"]),
        (When(different="address", at_least=3), []),
        (When(different="host", at_least=2), []),
    ],
)
def test_a_count_is_reached_by_one_of_each_that_differ(when: When, proofs: list[str]) -> None:
    """Two from one place are one place, and either of them shows it."""
    assert reached(when, THREE, []) == [frozenset(proof) for proof in proofs]


def test_any_two_of_three_places_are_two() -> None:
    """With more places than are asked for, every choice of places is a proof."""
    when = When(different="address", at_least=2)
    counted = [*THREE[:2], _witness("d", "three")]

    assert reached(when, counted, []) == [frozenset("ab"), frozenset("ad"), frozenset("bd")]


def test_a_record_that_is_asked_for_is_part_of_the_proof() -> None:
    """What no record stands beside does not count, and each record that does is a proof."""
    join = Join(where={"standing": "shared"}, agree={"subject": "address"})
    one = Record("r", "address", "one", standing="shared")
    records = [one, replace(one, id="s"), replace(one, id="t", subject="two", standing="single")]

    assert reached(When(record=join), THREE, records) == [
        frozenset("ar"),
        frozenset("as"),
        frozenset("cr"),
        frozenset("cs"),
    ]
    assert reached(When(record=join, different="address", at_least=2), THREE, records) == []


@pytest.mark.parametrize(
    ("sets", "kept"),
    [
        ([], ()),
        (["ab", "a"], (("a",),)),
        (["ba", "ab"], (("a", "b"),)),
        (["cd", "ab", "bc"], (("a", "b"), ("b", "c"), ("c", "d"))),
        (["abc", "bc", "d", "ad"], (("b", "c"), ("d",))),
    ],
)
def test_of_sets_that_hold_each_other_the_smallest_is_kept(
    sets: list[str], kept: tuple[tuple[str, ...], ...]
) -> None:
    """What is left is sorted, and none of it holds another."""
    assert smallest(map(frozenset, sets)) == kept
