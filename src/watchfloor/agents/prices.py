"""What tokens cost, from a dated file.

Prices change, and a report says by which it was reckoned; so the file carries its day, and none is
shipped.
"""

import tomllib
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import msgspec

from watchfloor.agents.loose import fields
from watchfloor.errors import BadInput, UnreadableFile

MILLION = 1_000_000
KINDS = ("input", "output", "cached")


class Price(msgspec.Struct, frozen=True):
    """Dollars for a million tokens of one model."""

    input: Decimal
    output: Decimal
    cached: Decimal
    """What tokens in cost that the endpoint had read before."""

    def of(self, tokens_in: int, tokens_cached: int, tokens_out: int) -> Decimal:
        """Return the dollars for *tokens_in*, with *tokens_cached* among them, and *tokens_out*."""
        fresh = tokens_in - tokens_cached
        cost = fresh * self.input + tokens_cached * self.cached + tokens_out * self.output
        return cost / MILLION


class Prices(msgspec.Struct, frozen=True):
    """The prices of one day."""

    date: str = ""
    models: dict[str, Price] = {}


NOTHING_KNOWN = Prices()


def read(path: Path) -> Prices:
    """Return the prices in the TOML file at *path*."""
    try:
        with path.open("rb") as file:
            held = tomllib.load(file, parse_float=Decimal)
    except OSError as error:
        message = f"{str(path)!r} cannot be read ({error.strerror}); give a file of prices"
        raise UnreadableFile(message) from None
    except ValueError as error:
        message = f"{str(path)!r} is no TOML ({error}); give a file of prices"
        raise UnreadableFile(message) from None
    return _prices(held, str(path))


def _prices(held: dict[str, Any], shown: str) -> Prices:
    day = str(held.get("date", ""))
    models = fields(held.get("models"))
    if not day or models is None:
        message = f"{shown!r} has no date or no models; write `date` and a table [models.NAME] each"
        raise BadInput(message)
    return Prices(day, {name: _price(row, name) for name, row in models.items()})


def _price(row: object, model: str) -> Price:
    kinds = fields(row) or {}
    try:
        found = {kind: Decimal(str(price)) for kind, price in kinds.items()}
    except InvalidOperation:
        found = {}
    is_whole = {"input", "output"} <= found.keys() <= set(KINDS)
    if not is_whole or not all(price.is_finite() and price >= 0 for price in found.values()):
        message = (
            f"the price of {model!r} is {kinds!r}; give dollars for a million tokens as `input`, "
            "`output` and, if it differs from `input`, `cached`"
        )
        raise BadInput(message)
    return Price(found["input"], found["output"], found.get("cached", found["input"]))
