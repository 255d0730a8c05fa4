from msgspec.structs import replace

from cases import grown
from watchfloor.opensoc import lexicon
from watchfloor.seeds import Seed
from watchfloor.world.event import Event
from watchfloor.world.events import EVENT_TYPES
from watchfloor.world.rules import RULES

MARK = "attackers-own-words"
"""What no text of the environment holds."""


def _marked(event: Event) -> Event:
    """Return *event* with words of an attacker wherever no rule looks."""
    found = event
    for column in ("process", "parent", "command", "path", "name"):
        value = getattr(event, column)
        changed = replace(found, **{column: f"{value}{MARK}"})
        if value and lexicon.sense(changed) == lexicon.sense(event):
            found = changed
    return found


def _matched(event: Event) -> set[str]:
    return {rule.name for rule in RULES.values() if rule.finds(event)}


def test_what_is_grown_occurs() -> None:
    """Every event of the environment looks like something in the stock."""
    odd = [event for it in grown() for event in it.case.events if not lexicon.occurs(event)]

    assert odd == []


def test_an_event_told_again_is_the_same_to_the_rules() -> None:
    """What the rules see, and who, where, when and from where, is kept."""
    draw = Seed.of("lexicon-test").stream()
    for it in grown(1):
        for event in it.case.events:
            told = lexicon.retold(event, draw)

            assert lexicon.sense(told) == lexicon.sense(event)
            assert _matched(told) == _matched(event)
            for column in ("id", "second", "type", "host", "user", "account", "outcome"):
                assert getattr(told, column) == getattr(event, column)
            assert (told.source_ip, told.target_ip) == (event.source_ip, event.target_ip)


def test_no_word_of_an_attacker_is_told() -> None:
    """Whatever stands where no rule looks is replaced by words that occur."""
    draw, marked = Seed.of("marks").stream(), 0
    for it in grown(1):
        for event in it.case.events:
            told = _marked(event)
            marked += MARK in repr(told)

            assert MARK not in repr(lexicon.retold(told, draw))

    assert marked > 100


def test_what_nobody_ever_wrote_does_not_occur() -> None:
    """An outcome that is none is told from those that are."""
    assert not lexicon.occurs(Event("", 0, "sign_in", "h", "u", outcome="perhaps"))
    assert not lexicon.occurs(Event("", 0, "weather"))


def test_there_are_samples_of_every_type() -> None:
    """The stock knows every type of event, quiet and loud ones apart."""
    stock = lexicon.stock()
    loud = {rule for sample in stock.values() for event in sample for rule in _matched(event)}

    assert {key.type for key in stock} == set(EVENT_TYPES)
    assert set(RULES) <= loud
