"""What a verdict is worth: terms, recipes as tables, and the breakdown that names every term.

Worth is counted in whole millionths, so that a sum is the same on every machine and the shares of a
breakdown add up to its total exactly.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

import msgspec

from watchfloor.errors import BadRecipe, UnknownName
from watchfloor.play.verdict import Verdict

ONE = 1_000_000
"""The worth of one point, in millionths."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that can be paid for: a number from 0 to `ONE` read off a verdict, or a count."""

    name: str
    summary: str
    value: Callable[[Verdict], int]
    pays: Verdict
    """A verdict that earns more than `refuses`."""
    refuses: Verdict
    is_count: bool = False
    """Whether it is worth `ONE` for each of something, without an end: so no harm is ever free."""

    def worth(self, verdict: Verdict) -> int:
        """Return the value of *verdict*, checked to lie between 0 and `ONE`, or to be a count."""
        try:
            value = self.value(verdict)
        except KeyError as error:
            message = f"term {self.name!r} cannot be paid to {verdict.role!r}: {error.args[0]}"
            raise BadRecipe(message) from error
        if value < 0 or (value > ONE and not self.is_count):
            expected = "0 or more" if self.is_count else f"0 to {ONE}"
            message = f"term {self.name!r} is worth {value}, expected {expected}; mend the term"
            raise BadRecipe(message)
        return value


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of a recipe's table.

    `pay` adds *weight* times the term's value. `gate` pays *weight*, and nothing else is paid, when
    the value is 0.
    """

    term: str
    kind: Literal["pay", "gate"]
    weight: int
    """In millionths."""


class Share(msgspec.Struct, frozen=True):
    """What one row of the recipe came to."""

    term: str
    kind: Literal["pay", "gate"]
    value: int
    weight: int
    paid: int


class Reward(msgspec.Struct, frozen=True):
    """The price of a verdict, row by row; the shares add up to the total."""

    role: str
    total: int
    shares: tuple[Share, ...]


class Recipe(msgspec.Struct, frozen=True):
    """A table of what counts and how much, for each role."""

    name: str
    summary: str
    tables: dict[str, tuple[Row, ...]]

    def price(self, verdict: Verdict, terms: Mapping[str, Term]) -> Reward:
        """Return what *verdict* is worth at the prices of this recipe."""
        rows = self.tables.get(verdict.role, ())
        values = [terms[row.term].worth(verdict) for row in rows]
        shut = next(
            (i for i, row in enumerate(rows) if row.kind == "gate" and values[i] == 0), None
        )
        shares = tuple(
            Share(row.term, row.kind, value, row.weight, _paid(row, value, place, shut))
            for place, (row, value) in enumerate(zip(rows, values, strict=True))
        )
        return Reward(verdict.role, sum(share.paid for share in shares), shares)


def _paid(row: Row, value: int, place: int, shut: int | None) -> int:
    if shut is not None:
        return row.weight if place == shut else 0
    return (row.weight * value + ONE // 2) // ONE if row.kind == "pay" else 0


def pay(term: str, weight: str) -> Row:
    """Return the row that adds *weight*, written as a decimal, times the value of *term*."""
    return Row(term, "pay", millionths(weight))


def gate(term: str, weight: str) -> Row:
    """Return the row that pays *weight* and nothing else when *term* is worth nothing."""
    return Row(term, "gate", millionths(weight))


def millionths(number: object) -> int:
    """Return a decimal *number* in whole millionths.

    >>> millionths("-0.05")
    -50000
    """
    try:
        exact = Decimal(number) if type(number) is int else Decimal(str(number))
    except InvalidOperation:
        message = f"{number!r} is no weight; give a decimal number such as 0.25"
        raise BadRecipe(message) from None
    if not exact.is_finite() or not -1000 <= exact <= 1000 or exact != round(exact, 6):
        shown = str(exact)[:40]
        message = f"weight {shown!r} is out of reach; give -1000 to 1000 with six decimals at most"
        raise BadRecipe(message)
    return int(exact * ONE)


def points(amount: int) -> str:
    """Return *amount* millionths as people read it.

    >>> points(-50_000), points(ONE)
    ('-0.05', '+1')
    """
    sign = "-" if amount < 0 else "+"
    whole, rest = divmod(abs(amount), ONE)
    decimals = f".{rest:06d}".rstrip("0") if rest else ""
    return f"{sign}{whole}{decimals}"


def from_toml(text: str, roles: tuple[str, ...], terms: Mapping[str, Term]) -> Recipe:
    """Return the recipe that *text* spells, for these *roles* and *terms*.

    A recipe has a `name`, may have a `summary`, and for each role a table of rows:
    `[[defender]]` with `term`, `weight` and, for a gate, `kind = "gate"`.
    """
    try:
        table = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:  # endless numbers and endless nesting too
        message = f"the recipe is not TOML ({error}); see docs/rewards.md for one that is"
        raise BadRecipe(message) from None
    name, summary = table.pop("name", None), table.pop("summary", "")
    if not isinstance(name, str) or not name or not isinstance(summary, str):
        message = 'the recipe has no name; begin it with a line such as name = "mine"'
        raise BadRecipe(message)
    for role in table:
        if role not in roles:
            raise BadRecipe(
                str(UnknownName("role or recipe key", role, (*roles, "name", "summary")))
            )
    if not table:
        message = f"recipe {name!r} pays nobody; give a table for one of {', '.join(sorted(roles))}"
        raise BadRecipe(message)
    tables = {role: _rows(role, rows, terms) for role, rows in sorted(table.items())}
    return Recipe(name, summary, tables)


def _rows(role: str, rows: object, terms: Mapping[str, Term]) -> tuple[Row, ...]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):  # pyright: ignore[reportUnknownVariableType]
        message = f"{role!r} must be a list of rows; write each row under [[{role}]]"
        raise BadRecipe(message)
    return tuple(_row(role, row, terms) for row in rows)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _row(role: str, row: dict[str, Any], terms: Mapping[str, Term]) -> Row:
    for key in row:
        if key not in ("term", "kind", "weight"):
            raise BadRecipe(
                str(UnknownName(f"key of a {role} row", key, ("term", "kind", "weight")))
            )
    term, kind = row.get("term"), row.get("kind", "pay")
    if not isinstance(term, str):
        message = f"a row of {role!r} names no term; give one of {', '.join(sorted(terms))}"
        raise BadRecipe(message)
    if term not in terms:
        raise BadRecipe(str(UnknownName("term", term, terms)))
    if kind not in ("pay", "gate") or "weight" not in row:
        message = f"the row for term {term!r} needs a weight, and a kind of 'pay' or 'gate'"
        raise BadRecipe(message)
    return Row(term, kind, millionths(row["weight"]))


def check(recipe: Recipe, roles: tuple[str, ...], terms: Mapping[str, Term]) -> Recipe:
    """Return *recipe*, once every role and term it names is known to exist."""
    for role, rows in recipe.tables.items():
        if role not in roles:
            raise BadRecipe(str(UnknownName("role", role, roles)))
        for row in rows:
            if row.term not in terms:
                raise BadRecipe(str(UnknownName("term", row.term, terms)))
    return recipe
