"""Text made fit for a terminal."""

from hypothesis import given
from hypothesis import strategies as st

from watchfloor.wording import LONGEST_SENTENCE, plain, sentence


@given(st.text())
def test_a_sentence_is_one_printable_line_of_bearable_length(text: str) -> None:
    """Whatever is quoted, it ends no line, moves no cursor and fills no screen."""
    said = sentence(text)

    assert said.isprintable()
    assert len(said) <= LONGEST_SENTENCE + len(" ... ")


@given(st.text())
def test_plain_text_keeps_its_lines(text: str) -> None:
    """Line feeds stay, and what else could steer a terminal is written out."""
    said = plain(text)

    assert said.count("\n") == text.count("\n")
    assert said.replace("\n", "").isprintable()


def test_plain_text_is_left_as_it_is() -> None:
    """Letters of every script and spaces are what they are."""
    assert plain("caf\u00e9 \u6f22\u5b57 x=1\n") == "caf\u00e9 \u6f22\u5b57 x=1\n"


def test_a_long_sentence_keeps_both_ends() -> None:
    """What was found stands at the front, what to do at the back."""
    said = sentence("found " + "x" * 5000 + ", mend it")

    assert said.startswith("found xxx")
    assert said.endswith("xxx, mend it")
