import pytest

from watchfloor.audit.nasty import NASTY
from watchfloor.opensoc.escape import escaper, unescaper

NAMED = {"\\": "\\\\", '"': '\\"', "\n": "\\n"}
ESCAPE, UNESCAPE = escaper(NAMED), unescaper(NAMED)

SPELLED = {
    "plain text, 1 = 1": "plain text, 1 = 1",
    'a "b"\\': 'a \\"b\\"\\\\',
    "a\nb\tc\0": "a\\nb\\x09c\\x00",
    "\x7f\x80\xff": "\\x7f\\x80\\xff",
    "\u0430\u202e\ufeff": "\\u0430\\u202e\\ufeff",
    "\U0001f600\U0010ffff": "\\U0001f600\\U0010ffff",
}


@pytest.mark.parametrize("text", SPELLED, ids=ascii)
def test_odd_characters_are_spelled_out(text: str) -> None:
    """What is no printable ASCII is its number, what has a name is its name."""
    assert ESCAPE(text) == SPELLED[text]


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_an_escaped_text_reads_back(text: str) -> None:
    """Nothing is lost, and the spelling can be seen."""
    spelled = ESCAPE(text)

    assert UNESCAPE(spelled) == text
    assert spelled.isascii()
    assert spelled.isprintable()


@pytest.mark.parametrize("text", ["\\q", "\\x0", "\\xAF", "\\u12", "\\U00110000", "\\UFFFFFFFF"])
def test_an_escape_that_nothing_needs_is_refused(text: str) -> None:
    """An escape that the escaper does not make raises `ValueError`."""
    with pytest.raises(ValueError, match=r"which nothing needs|range\(0x110000\)"):
        UNESCAPE(text)
