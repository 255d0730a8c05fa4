"""The declared rules say what the coded ones do, and what is not understood is refused."""

import ast
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest

from watchfloor.errors import BadInput
from watchfloor.evaluation import declared as shipped
from watchfloor.opensoc import declared, runbook
from watchfloor.opensoc.declared import Declaration
from watchfloor.opensoc.declared_correlation import CorrelationDocument
from watchfloor.opensoc.declared_policy import smallest
from watchfloor.opensoc.declared_rule import RuleDocument
from watchfloor.opensoc.proof import spelled
from watchfloor.opensoc.runbook import shown_by
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rule import Rule
from watchfloor.world.rules import RULES
from watchfloor.world.works import WORKS


@pytest.fixture(scope="module")
def declaration() -> Declaration:
    """The declaration that the package ships."""
    return shipped.declaration()


@cache
def _documents() -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return the shipped rules and policy as they are parsed."""
    rules = [document for found in shipped.by_file().values() for document in found]
    (policy,) = shipped.documents(shipped.folder() / shipped.POLICY)
    return rules, policy


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_declared_rule_is_proved_by_the_examples_of_the_coded_one(
    rule: Rule, declaration: Declaration
) -> None:
    """It fires on what the coded rule must fire on, and is silent where that must be."""
    fired = [bool(declaration.proofs(events)[rule.name]) for events in rule.fires_on]
    silent = [not declaration.proofs(events)[rule.name] for events in rule.silent_on]

    assert all(fired)
    assert all(silent)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_declared_rule_proves_an_example_by_the_same_events(
    rule: Rule, declaration: Declaration
) -> None:
    """The events that prove each firing are the same, not only that it fires."""
    for events in rule.fires_on:
        mine = declaration.proofs(events)[rule.name]

        coded = [found for it in rule.firings(events) for found in spelled(shown_by(it))]

        assert sorted(map(_ids, mine)) == sorted(coded)


def _ids(events: tuple[Event, ...]) -> tuple[str, ...]:
    return tuple(event.id for event in events)


def test_every_rule_is_declared_and_nothing_else(declaration: Declaration) -> None:
    """Files, documents that signal and coded rules have the same names."""
    named = {name: documents[-1]["name"] for name, documents in shipped.by_file().items()}

    assert list(named) == list(RULES)
    assert named == {name: name for name in RULES}
    assert sorted(declaration.signalling) == list(RULES)


def test_a_declared_rule_says_of_itself_what_the_coded_one_says(declaration: Declaration) -> None:
    """The sentence, the technique and the grade are the same."""
    grades = declaration.policy.grades
    mine = {
        name: (document.description, document.tags, document.level)
        for name, document in declaration.signalling.items()
    }

    assert mine == {
        name: (rule.summary, (f"attack.{rule.technique.lower()}",), grades[rule.grade])
        for name, rule in RULES.items()
    }


def test_a_document_is_known_by_an_id_of_its_own(declaration: Declaration) -> None:
    """The id follows from the name, so nobody has to keep a list of ids."""
    documents: list[RuleDocument | CorrelationDocument] = [
        *declaration.rules.values(),
        *declaration.correlations.values(),
    ]
    expected = {
        document.name: str(
            uuid5(NAMESPACE_URL, f"https://watchfloor.example/sigma/{document.name}")
        )
        for document in documents
    }

    assert {document.name: document.id for document in documents} == expected


def test_the_policy_has_the_rows_and_answers_of_the_runbook(declaration: Declaration) -> None:
    """The same rows in the same order come to the same answers."""
    policy = declaration.policy
    mine = [(row.row, row.answer) for row in (*policy.runbook, policy.otherwise)]

    assert policy.answers == runbook.ANSWERS
    assert mine == [(row.name, row.answer) for row in (*runbook.ROWS, runbook.EXPLAINED)]


def test_the_policy_explains_what_the_works_cover(declaration: Declaration) -> None:
    """The same work explains the same signals, by the same actor on the same machine."""
    mine = sorted(
        (explanation.work, signal, explanation.agree["actor"], explanation.agree["host"])
        for explanation in declaration.policy.explains
        for signal in explanation.signals
    )

    assert mine == sorted(
        (work.name, rule, RULES[rule].actor, "host")
        for work in WORKS.values()
        for rule in work.covers
    )


def test_the_second_verifier_shares_no_matching_with_the_first() -> None:
    """It imports neither the rules nor the runbook nor what runs them."""
    (room,) = {Path(declared.__file__).parent}
    shared = {"detection", "rule", "rules", "works", "runbook", "verifier", "truth", "certificate"}
    imported = {
        word
        for path in sorted(room.glob("declared*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        for word in (*(node.module or "").split("."), *(alias.name for alias in node.names))
    }

    assert imported & shared == set()


def _spoilt(spoil: Callable[[dict[str, Any], dict[str, Any], dict[str, Any]], object]) -> str:
    """Return what is said of the shipped documents once *spoil* has changed some."""
    rules, policy = deepcopy(_documents())
    by_name = {rule["name"]: rule for rule in rules}
    spoil(by_name["web_probe"], by_name["password_spray"], policy)
    with pytest.raises(BadInput) as caught:
        Declaration(rules, policy)
    return str(caught.value)


REFUSED: dict[str, Callable[[dict[str, Any], dict[str, Any], dict[str, Any]], object]] = {
    "unknown field `author`": lambda rule, _c, _p: rule.update(author="somebody"),
    "unknown field `service`": lambda rule, _c, _p: rule["logsource"].update(service="iis"),
    "required field `level`": lambda rule, _c, _p: rule.pop("level"),
    "'web_prob'": lambda rule, _c, _p: rule["logsource"].update(category="web_prob"),
    "has no condition": lambda rule, _c, _p: rule["detection"].pop("condition"),
    "selection in rule": lambda rule, _c, _p: rule["detection"].update(condition="all of them"),
    "goes on with ')'": lambda rule, _c, _p: rule["detection"].update(condition="selection )"),
    "not closed": lambda rule, _c, _p: rule["detection"].update(condition="( selection"),
    "modifier in rule": lambda rule, _c, _p: rule["detection"]["selection"].update(
        {"name|re": "a"}
    ),
    "column of events": lambda rule, _c, _p: rule["detection"]["selection"].update(Image="a.exe"),
    "without wildcards": lambda rule, _c, _p: rule["detection"]["selection"].update(name="/*.env"),
    "a number above 0": lambda rule, _c, _p: rule["detection"]["selection"].update(size="many"),
    "true or false": lambda rule, _c, _p: rule["detection"]["selection"].update({"user|exists": 1}),
    "range of addresses": lambda rule, _c, _p: rule["detection"]["selection"].update(
        {"source_ip|cidr": "10.0.0.0/99"}
    ),
    "selects by 'a'": lambda rule, _c, _p: rule["detection"].update(other="a"),
    "no grade": lambda rule, _c, _p: rule.update(level="informational"),
    "two documents": lambda rule, _c, _p: rule.update(name="web_server_spawns_shell"),
    "rule for correlation": lambda _r, it, _p: it["correlation"].update(rules=["sign_in_failing"]),
    "no timespan": lambda _r, it, _p: it["correlation"].update(timespan="1 hour"),
    "expected a condition": lambda _r, it, _p: it["correlation"].pop("condition"),
    "for values only": lambda _r, it, _p: it["correlation"].update(type="event_count"),
    "$.correlation.type": lambda _r, it, _p: it["correlation"].update(type="temporal"),
    "unknown field `lt`": lambda _r, it, _p: it["correlation"]["condition"].update(lt=9),
    "pace for events only": lambda _r, it, _p: it.update(pace={"hundredths": 125}),
    "answer called 'shrug'": lambda _r, _c, policy: policy["otherwise"].update(answer="shrug"),
    "grade called 'bad'": lambda _r, _c, policy: policy["runbook"][0]["when"].update(
        unexplained=["bad"]
    ),
    "either unexplained signals or events": lambda _r, _c, policy: policy["runbook"][0][
        "when"
    ].update(events="account_signed_in"),
    "nothing that differs": lambda _r, _c, policy: policy["runbook"][0]["when"].update(at_least=2),
    "unless it is the last": lambda _r, _c, policy: policy["runbook"][0].pop("when"),
    "column of records": lambda _r, _c, policy: policy["works"].update(opens="begins"),
    "thing to be about": lambda _r, _c, policy: policy["explains"][0]["agree"].update(
        actor="group"
    ),
    "no signal called 'beacon'": lambda _r, _c, policy: policy["runbook"][0]["when"].update(
        signals=["beacon"]
    ),
    "signal called": lambda _r, _c, policy: policy["explains"][0].update(signals=["web_prob"]),
}
"""What is said, by the change to a rule, to a correlation or to the policy that it is said of."""


@pytest.mark.parametrize("said", REFUSED)
def test_what_is_not_understood_is_refused_in_one_sentence(said: str) -> None:
    """A key, a modifier or a name that the engine does not know stops it, in one plain sentence."""
    sentence = _spoilt(REFUSED[said])

    assert said in sentence
    assert not sentence[0].isupper()
    assert not sentence.endswith(".")
    assert "\n" not in sentence


def test_a_rule_reads_the_events_of_its_own_type_only(declaration: Declaration) -> None:
    """An event of another type matches nothing, whatever its columns say."""
    (event,) = RULES["web_server_spawns_shell"].fires_on[0]
    other = Event(event.id, event.second, "script_block", event.host, event.user)

    assert declaration.proofs([other])["web_server_spawns_shell"] == []


def test_a_proof_that_holds_another_is_none() -> None:
    """Of sets that contain each other only the smallest is kept, and each once."""
    sets = [frozenset("abc"), frozenset("ab"), frozenset("c"), frozenset("ba"), frozenset("cd")]

    assert smallest(sets) == (("a", "b"), ("c",))


def _beacons(*addresses: str) -> list[Event]:
    return [
        Event(f"log-{place}-{n}", 100 + n, "network_flow", "ws-01", "ada", target_ip=ip, size=9)
        for place, ip in enumerate(addresses)
        for n in range(4)
    ]


def test_a_record_holds_if_the_answer_changes_without_it(declaration: Declaration) -> None:
    """One record may hold two signals back, either of which alone would change nothing."""
    code = Event(
        "log-code", 50, "image_load", "ws-02", "bo", path="C:\\Users\\bo\\AppData\\version.dll"
    )
    events = [code, *_beacons("203.0.113.7", "198.51.100.9")]
    notice = Record("rec-1", "work", "CHG-1", "vendor_telemetry", "", "", "ws-01", "ada", 0, 999)
    found = declaration.verify(events, [notice], "steady_beacon")

    assert (found.answer, found.holds) == ("quarantine_host", ("rec-1",))
    assert declaration.verify(events, [], "steady_beacon").answer == "escalate"


def test_the_order_of_events_and_records_says_nothing(declaration: Declaration) -> None:
    """A finding is of what happened, not of how it was listed."""
    events = [*RULES["new_account_used"].fires_on[0], *_beacons("203.0.113.7")]
    records = [
        Record("rec-1", "work", "CHG-1", "onboarding", "", "", "dc-el-01", "ada.abe", 0, 99_999),
        Record("rec-2", "work", "CHG-2", "leave_of_absence", "", "", "", "svc.tmp", 0, 99_999),
    ]
    straight = declaration.verify(events, records, "new_account_used")

    assert declaration.verify(events[::-1], records[::-1], "new_account_used") == straight
