"""The parser of a verb's options."""

from argparse import ArgumentParser

import pytest

from watchfloor.cli.options import whole
from watchfloor.cli.parser import Parser, option_names, worded
from watchfloor.cli.verb import Verb
from watchfloor.errors import BadInput


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--count", "--number", type=whole(1))
    parser.add_argument("--quick", action="store_true")


VERB = Verb("try", "watchfloor try this", _options, lambda _options, _words: 0)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "FILE must be given"),
        (["this", "--count"], "--count/--number is given without a value"),
        (["this", "--quick=2"], "--quick takes no value, but '2' is given"),
        (["this", "--count", "0"], "--count/--number: found '0', expected a whole number"),
    ],
)
def test_a_mistake_is_a_sentence_with_an_example(words: list[str], said: str) -> None:
    """What is wrong comes first, then a line that would be right."""
    with pytest.raises(BadInput) as raised:
        Parser(VERB, "Try.").parse_args(words)

    assert str(raised.value).startswith(said)
    assert str(raised.value).endswith("; write for example `watchfloor try this`")


def test_what_argparse_says_otherwise_is_left_as_it_is() -> None:
    """A message of a kind that is not known still tells something."""
    assert worded("something else") == "something else"


def test_an_option_is_not_guessed_from_its_beginning() -> None:
    """An option is written out, so that one that is added later changes no command."""
    _, left = Parser(VERB, "Try.").parse_known_args(["this", "--qui"])

    assert left == ["--qui"]


def test_options_are_known_in_every_spelling() -> None:
    """A suggestion may be any name of an option."""
    names = option_names(Parser(VERB, "Try."))

    assert sorted(names) == ["--count", "--help", "--number", "--quick", "-h"]
