import re

import pytest

from watchfloor.seeds import Seed
from watchfloor.world import organisation
from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.event import Event, filled, in_order
from watchfloor.world.events import EVENT_TYPES
from watchfloor.world.rule import Rule
from watchfloor.world.rules import RULES

TECHNIQUE = re.compile(r"T\d{4}(\.\d{3})?")
"""The id of an ATT&CK technique, or of a part of one."""

EVERY = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


def _examples(rule: Rule) -> list[tuple[Event, ...]]:
    return [*rule.fires_on, *rule.silent_on]


def _day(seed: int) -> tuple[Event, ...]:
    """Return a day on which everything happens at once."""
    grown = organisation.grow(Seed.of(seed))
    return in_order(
        [
            event
            for name, activity in ACTIVITIES.items()
            for event in activity.leaves(grown, Seed.of(seed, name).stream(), 36_000)
        ]
    )


@EVERY
def test_a_rule_fires_on_its_good_examples(rule: Rule) -> None:
    """Every example of what a rule looks for makes it fire, and there is one."""
    assert rule.fires_on != ()
    assert all(rule.alerts(events) for events in rule.fires_on)


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

        assert [filled(event) for event in events] == [EVENT_TYPES[it.type].fills for it in events]
        assert seconds == sorted(seconds)
        assert len({event.id for event in events}) == len(events)


@EVERY
def test_a_rule_is_known_by_its_technique(rule: Rule) -> None:
    """A rule names a technique of ATT&CK and says in a sentence what it looks for."""
    assert TECHNIQUE.fullmatch(rule.technique)
    assert rule.summary.endswith(".")
