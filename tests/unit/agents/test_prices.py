"""Dollars by a dated file."""

from decimal import Decimal
from pathlib import Path

import pytest

from watchfloor.agents.prices import Price, read
from watchfloor.errors import BadInput, UnreadableFile

WHOLE = """
date = 2026-11-20

[models."small-1"]
input = 0.15
output = 0.6
cached = 0.075

[models.large]
input = 3
output = 15
"""


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "prices.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_file_of_prices_is_read_exactly(tmp_path: Path) -> None:
    """A price is what is written, to the last digit; cached tokens cost as much as others."""
    prices = read(_file(tmp_path, WHOLE))

    assert prices.date == "2026-11-20"
    assert prices.models["small-1"] == Price(Decimal("0.15"), Decimal("0.6"), Decimal("0.075"))
    assert prices.models["large"].cached == 3


def test_tokens_are_priced_by_their_kind() -> None:
    """Tokens in, those of them read before, and tokens out, by hand."""
    price = Price(Decimal("0.15"), Decimal("0.6"), Decimal("0.075"))

    assert price.of(1_000_000, 0, 0) == Decimal("0.15")
    assert price.of(1_000_000, 1_000_000, 0) == Decimal("0.075")
    assert price.of(1_000, 400, 50) == Decimal("0.00015")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("date = 1", "no date or no models"),
        ("[models.a]\ninput = 1\noutput = 1", "no date or no models"),
        ("date = 1\n[models.a]\ninput = 1", "the price of 'a' is"),
        ("date = 1\n[models.a]\ninput = -1\noutput = 1", "the price of 'a' is"),
        ("date = 1\n[models.a]\ninput = nan\noutput = 1", "the price of 'a' is"),
        ("date = 1\n[models.a]\ninput = 'x'\noutput = 1", "the price of 'a' is"),
        ("date = 1\n[models.a]\ninput = 1\noutput = 1\nimage = 2", "the price of 'a' is"),
        ("date = 1\n[models]\na = 3", "the price of 'a' is"),
    ],
)
def test_a_price_that_is_none_is_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    """What cannot be a price is told with what is expected."""
    with pytest.raises(BadInput, match=said):
        read(_file(tmp_path, text))


@pytest.mark.parametrize("held", [b"date = ", b"\xff\xfe"])
def test_a_file_that_is_no_toml_is_told_as_such(tmp_path: Path, held: bytes) -> None:
    """A broken file is named."""
    path = tmp_path / "prices.toml"
    path.write_bytes(held)

    with pytest.raises(UnreadableFile, match="is no TOML"):
        read(path)
