import pytest

from watchfloor.opensoc.dialect import strict

READ = strict("number", lambda _, line: int(line), str)


def test_what_is_written_so_is_read() -> None:
    """A line that the writer gives is read as it was parsed."""
    assert READ("any", "17") == 17


REFUSED = {
    "": "invalid literal",
    "seven": "invalid literal",
    "017": "what it says is written '17'",
    " 17": "what it says is written '17'",
    "1_7": "what it says is written '17'",
    "\u0661\u0667": "it is not all ASCII",
    "\ud800": "it is not all ASCII",
}


@pytest.mark.parametrize("line", REFUSED, ids=ascii)
def test_what_is_written_otherwise_is_refused(line: str) -> None:
    """A line that parses is still refused if the writer would spell it in another way."""
    with pytest.raises(ValueError, match=f"is no number line: {REFUSED[line]}") as refused:
        READ("any", line)

    assert str(refused.value).isprintable()


def test_a_refusal_is_short() -> None:
    """However long a line is, the sentence about it is not."""
    with pytest.raises(ValueError, match="is no number line") as refused:
        READ("any", "x" * 100_000)

    assert len(str(refused.value)) < 1000
