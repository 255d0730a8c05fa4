"""A Sigma rule, read as a question about one event.

Read is the part of Sigma 2.1 that the documents use: selections of columns with modifiers, joined
by a condition. Texts are compared without case, a column that is empty is missing, and what is
missing matches nothing but `null`. Whatever else a document holds is refused, since a word that is
skipped is a rule that nobody wrote.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, TypeAlias, TypeVar, cast

import msgspec

from watchfloor.errors import BadInput, UnknownName
from watchfloor.world.event import COLUMNS, Event
from watchfloor.world.events import EVENT_TYPES

T = TypeVar("T")

Level: TypeAlias = Literal["informational", "low", "medium", "high", "critical"]
Matches: TypeAlias = Callable[[Event], bool]
Scalar: TypeAlias = str | int | bool | None
Selection: TypeAlias = dict[str, Scalar | list[Scalar]]
Found: TypeAlias = str | int

_NUMBERS = ("port", "size")
_OCTET = re.compile("0|[1-9][0-9]{0,2}")
_WORDS = re.compile(r"[()]|[^\s()]+")


class Logsource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which log a rule reads: the events of one type."""

    category: str
    product: Literal["soc"]


class RuleDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A Sigma rule as it is written."""

    title: str
    id: str
    name: str
    status: Literal["test", "stable", "experimental"]
    description: str
    taxonomy: Literal["soc"]
    logsource: Logsource
    detection: dict[str, Selection | list[Selection] | str]
    level: Level
    tags: tuple[str, ...] = ()


def read(document: object, kind: type[T]) -> T:
    """Return *document* as a *kind*, refusing every key that a *kind* does not have."""
    try:
        return msgspec.convert(document, kind)
    except msgspec.ValidationError as error:
        held = cast("dict[str, object]", document) if isinstance(document, dict) else {}
        name = held.get("name", held.get("title", "without a name"))
        message = f"the document {name!r} is not written as the declared ones are: {error}"
        raise BadInput(message) from None


def question(document: RuleDocument) -> Matches:
    """Return whether an event is one that *document* looks for, as a question to ask of it."""
    category = document.logsource.category
    known("type of event", category, EVENT_TYPES)
    selections: dict[str, Matches] = {}
    for name, selection in document.detection.items():
        if name != "condition":
            selections[name] = _selected(selection, document.name)
    condition = document.detection.get("condition")
    if not isinstance(condition, str):
        message = (
            f"rule {document.name!r} has no condition; say which of its selections has to match"
        )
        raise BadInput(message)
    matches = _Condition(condition, selections, document.name).whole()
    return lambda event: event.type == category and matches(event)


def value(event: Event, column: str) -> Found | None:
    """Return what *event* has in *column*, a text without its case, or nothing if it is missing."""
    found: Found = getattr(event, column)
    return (found.lower() if isinstance(found, str) else found) or None


def known(kind: str, name: str, names: Iterable[str]) -> str:
    """Return *name* if it is one of the *names* that there are for that *kind* of thing."""
    held = tuple(names)
    if name not in held:
        raise UnknownName(kind, name, held)
    return name


def column_named(name: str) -> str:
    """Return the column called *name*, if events have one."""
    return known("column of events", name, COLUMNS)


def lies_within(networks: Sequence[str]) -> Callable[[Found], bool]:
    """Return whether an address lies in one of *networks*, each written `192.0.2.0/24`."""
    ranges = [_network(network) for network in networks]

    def _is_within(found: Found) -> bool:
        address = _address(str(found))
        return address is not None and any(address & mask == base for base, mask in ranges)

    return _is_within


def _network(text: str) -> tuple[int, int]:
    base, _, bits = text.partition("/")
    address = _address(base)
    if address is None or not bits.isdecimal() or int(bits) > 32:
        message = f"{text!r} is no range of addresses, expected one like '192.0.2.0/24'"
        raise BadInput(message)
    mask = (1 << 32) - (1 << (32 - int(bits)))
    return address & mask, mask


def _address(text: str) -> int | None:
    """Return *text* as the number that it spells in four parts, if it does."""
    parts = text.split(".")
    if len(parts) != 4 or not all(_OCTET.fullmatch(part) for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if max(numbers) > 255:
        return None
    return sum(number << shift for number, shift in zip(numbers, (24, 16, 8, 0), strict=True))


def _selected(selection: Selection | list[Selection] | str, rule: str) -> Matches:
    """Return whether every line of *selection* matches, or one of several such."""
    if isinstance(selection, str):
        message = f"rule {rule!r} selects by {selection!r}, expected columns with what they hold"
        raise BadInput(message)
    if isinstance(selection, list):
        either = [_selected(part, rule) for part in selection]
        return lambda event: any(matches(event) for matches in either)
    every = [_line(key, wanted, rule) for key, wanted in selection.items()]
    return lambda event: all(matches(event) for matches in every)


def _line(key: str, wanted: Scalar | list[Scalar], rule: str) -> Matches:
    """Return whether a column holds what one line of a selection wants."""
    name, *modifiers = key.split("|")
    column = column_named(name)
    is_all = modifiers[-1:] == ["all"]
    modifier = "|".join(modifiers[:-1] if is_all else modifiers)
    values = wanted if isinstance(wanted, list) else [wanted]
    if modifier == "exists" or values == [None]:
        return _presence(column, modifier, values, rule)
    known(f"modifier in rule {rule!r}", modifier, _MODIFIERS)
    tests = [_TESTS[modifier](_checked(column, modifier, value, rule)) for value in values]
    holds = all if is_all else any

    def _matches(event: Event) -> bool:
        found = value(event, column)
        return found is not None and holds(test(found) for test in tests)

    return _matches


def _presence(column: str, modifier: str, values: list[Scalar], rule: str) -> Matches:
    """Return whether *column* is missing or not, as `null` or `exists` ask."""
    wanted = False if values == [None] and not modifier else values[0]
    if not isinstance(wanted, bool) or len(values) != 1:
        message = f"rule {rule!r} asks for {column}|{modifier} {values!r}, expected true or false"
        raise BadInput(message)
    return lambda event: (value(event, column) is not None) == wanted


def _checked(column: str, modifier: str, wanted: Scalar, rule: str) -> Found:
    """Return *wanted* in lower case if *column* can hold it and *modifier* can read it."""
    is_number = column in _NUMBERS
    is_plain = isinstance(wanted, str) and not re.search(r"[*?]|\\\\", wanted)
    is_fit = is_plain and wanted != "" and modifier != "gte"
    if is_number:
        is_fit = isinstance(wanted, int) and not isinstance(wanted, bool) and wanted > 0
        is_fit = is_fit and modifier in ("", "gte")
    if not is_fit:
        kind = "a number above 0" if is_number else "a text without wildcards"
        asked = f"{column}|{modifier}" if modifier else column
        message = (
            f"rule {rule!r} asks whether {asked} is {wanted!r}, where only {kind} can be compared"
        )
        raise BadInput(message)
    return wanted.lower() if isinstance(wanted, str) else int(wanted or 0)


_TESTS: dict[str, Callable[[Found], Callable[[Found], bool]]] = {
    "": lambda wanted: lambda found: found == wanted,
    "contains": lambda wanted: lambda found: str(wanted) in str(found),
    "startswith": lambda wanted: lambda found: str(found).startswith(str(wanted)),
    "endswith": lambda wanted: lambda found: str(found).endswith(str(wanted)),
    "cidr": lambda wanted: lies_within([str(wanted)]),
    "gte": lambda wanted: lambda found: int(found) >= int(wanted),
}
"""What each modifier asks of a value that is there."""

_MODIFIERS = (*_TESTS, "exists", "all")


class _Condition:
    """A condition on its way from words to a question: `or` binds least, then `and`, then `not`."""

    def __init__(self, text: str, selections: Mapping[str, Matches], rule: str) -> None:
        self._words: list[str] = _WORDS.findall(text)
        self._selections = selections
        self._rule = rule

    def whole(self) -> Matches:
        """Return the question that all the words make."""
        matches = self._either()
        if self._words:
            message = f"rule {self._rule!r} has a condition that goes on with {self._words[0]!r}"
            raise BadInput(message)
        return matches

    def _take(self, word: str) -> bool:
        is_next = bool(self._words) and self._words[0].lower() == word
        if is_next:
            self._words.pop(0)
        return is_next

    def _either(self) -> Matches:
        parts = [self._both()]
        while self._take("or"):
            parts.append(self._both())
        return lambda event: any(matches(event) for matches in parts)

    def _both(self) -> Matches:
        parts = [self._one()]
        while self._take("and"):
            parts.append(self._one())
        return lambda event: all(matches(event) for matches in parts)

    def _one(self) -> Matches:
        if self._take("not"):
            denied = self._one()
            return lambda event: not denied(event)
        if self._take("("):
            inner = self._either()
            if not self._take(")"):
                message = f"rule {self._rule!r} has a condition with a bracket that is not closed"
                raise BadInput(message)
            return inner
        name = self._words.pop(0) if self._words else ""
        return self._selections[known(f"selection in rule {self._rule!r}", name, self._selections)]
