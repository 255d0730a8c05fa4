import re
from typing import get_args

import pytest
from msgspec.structs import replace

from conformance.casts import casts
from watchfloor.seeds import Seed
from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.detection import signals
from watchfloor.world.event import Event, filled, in_order
from watchfloor.world.events import EVENT_TYPES
from watchfloor.world.rule import Actor, Grade, Rule
from watchfloor.world.rules import RULES

TECHNIQUE = re.compile(r"T\d{4}(\.\d{3})?")
"""The id of an ATT&CK technique, or of a part of one."""

EVERY = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


def _examples(rule: Rule) -> list[tuple[Event, ...]]:
    return [*rule.fires_on, *rule.silent_on]


def _day(seed: int) -> tuple[Event, ...]:
    """Return a day on which everything happens at once."""
    left = [
        event
        for name, activity in ACTIVITIES.items()
        for cast in casts(activity, seed)
        for event in activity.leaves(cast, Seed.of(seed, name).stream())
    ]
    return in_order([replace(event, second=36_000 + n) for n, event in enumerate(left)])


@EVERY
def test_a_rule_fires_on_its_good_examples(rule: Rule) -> None:
    """Every example of what a rule looks for makes it fire, and there is one."""
    assert rule.fires_on != ()
    assert all(rule.alerts(events) for events in rule.fires_on)


@EVERY
def test_a_rule_goes_by_an_account_or_an_address(rule: Rule) -> None:
    """Who did it is asked of one of two columns."""
    assert rule.actor in get_args(Actor)


@EVERY
def test_a_rule_is_silent_on_its_bad_examples(rule: Rule) -> None:
    """No example of what a rule must pass over makes it fire, and one is not empty."""
    assert any(rule.silent_on)
    assert [rule.alerts(events) for events in (*rule.silent_on, ())] == [()] * (
        len(rule.silent_on) + 1
    )


@EVERY
def test_a_proof_is_made_of_what_happened(rule: Rule) -> None:
    """An alert cites events of the log, each once, and is as late as the last of them."""
    for events in (*rule.fires_on, *map(_day, range(4))):
        second = {event.id: event.second for event in events}
        for alert in rule.alerts(events):
            assert alert.events != ()
            assert len(set(alert.events)) == len(alert.events)
            assert alert.second == max(second[proof] for proof in alert.events)


@EVERY
def test_a_rule_fires_on_its_own_proof(rule: Rule) -> None:
    """What a rule cites is enough to make it fire: no evidence is left out."""
    for events in rule.fires_on:
        for alert in rule.alerts(events):
            cited = tuple(event for event in events if event.id in alert.events)

            assert alert in rule.alerts(cited)


@EVERY
def test_an_example_is_a_log(rule: Rule) -> None:
    """Examples are rows of known types with filled columns, by time, under distinct ids."""
    for events in _examples(rule):
        seconds = [event.second for event in events]

        for event in events:
            kind, found = EVENT_TYPES[event.type], {*filled(event)}

            assert found - {*kind.may_fill} == {*kind.fills}
        assert seconds == sorted(seconds)
        assert len({event.id for event in events}) == len(events)


@EVERY
def test_a_rule_is_known_by_its_technique(rule: Rule) -> None:
    """A rule names a technique of ATT&CK and says in a sentence what it looks for."""
    assert TECHNIQUE.fullmatch(rule.technique)
    assert rule.summary.endswith(".")


@EVERY
def test_one_pass_over_the_log_finds_what_the_rule_finds(rule: Rule) -> None:
    """Detection reads the log once for all rules, and finds for each what it finds alone."""
    for events in (*_examples(rule), *map(_day, range(4))):
        alone = sorted(tuple(event.id for event in run) for run in rule.runs(rule.firings(events)))
        together = sorted(it.proof for it in signals(events) if it.rule == rule.name)

        assert together == alone


@EVERY
def test_a_count_of_values_speaks_of_a_try(rule: Rule) -> None:
    """Sets of a count are told together, which is exact where nobody asks who or where they are."""
    is_count = rule.tally is not None and not rule.tally.is_steady

    assert not is_count or rule.grade == "attempt"
    assert not rule.reaches or rule.grade == "entry"


@EVERY
def test_a_rule_asks_for_something(rule: Rule) -> None:
    """A key in small letters, a question besides, or both; a key of one type is one column."""
    keys = [it.key for it in (rule, rule.after) if it is not None and it.key is not None]
    alike = {it.key.column for it in RULES.values() if it.on == rule.on and it.key is not None}

    assert rule.key is not None or rule.matches is not None
    assert all(value == value.lower() for key in keys for value in key.values)
    assert len(alike) <= 1


def test_each_grade_is_given_by_some_rule() -> None:
    """There are tries, ways in, code that runs and grave acts to find."""
    assert {rule.grade for rule in RULES.values()} == set(get_args(Grade))


@EVERY
def test_an_edge_is_where_the_rule_turns(rule: Rule) -> None:
    """A rule with a threshold matches at it and not one below; the number is told once."""
    for proof in rule.fires_on if rule.edge is not None else ():
        for event in proof:
            assert rule.edge is not None
            at, below = rule.edge.at_least, rule.edge.at_least - 1

            assert rule.finds(replace(event, **{rule.edge.column: at}))
            assert not rule.finds(replace(event, **{rule.edge.column: below}))
