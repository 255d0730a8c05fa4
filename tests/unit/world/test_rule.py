from collections.abc import Sequence

import pytest

from watchfloor.world.event import Event
from watchfloor.world.rule import Alert, Rule


def _pairs(events: Sequence[Event]) -> tuple[tuple[str, ...], ...]:
    return tuple((one.id, two.id) for one, two in zip(events[::2], events[1::2], strict=False))


RULE = Rule("pairs", "Two events.", "T1000", _pairs, fires_on=(), silent_on=())
EVENTS = [Event(f"log-{n:02d}", 100 - n, "any") for n in range(1, 6)]


def test_an_alert_is_as_late_as_the_last_of_its_proof() -> None:
    """A rule can fire no sooner than the last event that it needs."""
    assert RULE.alerts(EVENTS) == (
        Alert("pairs", 99, "Two events.", ("log-01", "log-02")),
        Alert("pairs", 97, "Two events.", ("log-03", "log-04")),
    )


def test_a_rule_that_finds_nothing_is_silent() -> None:
    """There is no alert where there is no proof."""
    assert RULE.alerts(EVENTS[:1]) == ()


def test_a_rule_cannot_cite_what_did_not_happen() -> None:
    """A proof that names an event outside the log stops the program."""
    liar = Rule("liar", "Lies.", "T1000", lambda _: (("log-99",),), fires_on=(), silent_on=())

    with pytest.raises(KeyError, match="log-99"):
        liar.alerts(EVENTS)
