"""Tests of the tongue of chat models."""

from spelled import Spelled
from watchfloor.agents import prompt
from watchfloor.agents.games import find
from watchfloor.play.game import Setting
from watchfloor.training.chat import Chat

GAME = find("opensoc")
SEEN = GAME.observe(GAME.first(Setting("stage1_basic", "defender_only", 3)), "defender")


def test_a_conversation_begins_with_what_every_model_is_told() -> None:
    """The first text is the messages of our prompts, up to where the model answers."""
    words = Spelled()
    first = words.decode(Chat(words).begin(GAME, SEEN).tokens)
    system, user = prompt.messages(prompt.words(GAME, "defender"), SEEN, ())

    assert first == f"<system>{system.content}<end><user>{user.content}<end><assistant>"


def test_a_conversation_of_few_words_goes_on_in_them() -> None:
    """The rules are told neither at first nor later."""
    words = Spelled()
    tongue = Chat(words, is_terse=True)
    first = words.decode(tongue.begin(GAME, SEEN).tokens)
    later = words.decode(tongue.further(GAME, (SEEN, SEEN), tongue.spelled("hm")).tokens)
    (rule, *_) = SEEN.panel("runbook").items
    few, _ = prompt.messages(prompt.words(GAME, "defender", is_terse=True), SEEN, ())

    assert few.content in first
    assert rule.text not in first + later
    assert rule.text in words.decode(Chat(words).begin(GAME, SEEN).tokens)


def test_a_conversation_goes_on_from_the_end_of_an_answer() -> None:
    """What is told next begins after the answer, whose end is added only if it was not said."""
    words = Spelled()
    tongue = Chat(words)
    closed = words.decode(tongue.further(GAME, (SEEN, SEEN), tongue.spelled("hm")).tokens)
    cut = words.decode(tongue.further(GAME, (SEEN, SEEN), [1]).tokens)

    assert closed.startswith("<user>defender, turn 1")
    assert closed.endswith("<end><assistant>")
    assert cut == f"<end>{closed}"


def test_thoughts_and_marks_are_not_heard() -> None:
    """A reply is read as in any other seat of a model."""
    words = Spelled()
    tongue = Chat(words)
    said = tongue.spelled('<think>{"move": "wait"}</think>\n{"move": "go"}')

    assert tongue.heard(said) == '{"move": "go"}'
