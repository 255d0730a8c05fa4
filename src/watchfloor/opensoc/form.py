"""Forms: what marks a type of event in one style, and which field holds which column.

What writes the lines of a style stands with their shape, in `flat` and `nested`; what reads them is
the same for both, as a line is its fields by then.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from watchfloor.opensoc.dialect import strict
from watchfloor.world.event import COLUMNS, Event

Value: TypeAlias = str | int
Fields: TypeAlias = Mapping[str, Value]
"""What a line says, by the names of the fields; nested names are joined by dots."""

LEAF = "leaf"
"""The last part of the path, for styles that want it beside the whole."""
NUMBERS = ("port", "size")
_GREATEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Form:
    """How events of one type are written."""

    type: str
    """The type, or nothing if a field tells it."""
    marks: Fields
    """Fixed fields, by which the form is known again."""
    names: Mapping[str, str]
    """The field of each column."""
    given: Mapping[str, str] = field(default_factory=dict[str, str])
    """The column and its value for which the form is used, if not for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What the lines of one dialect have in common."""

    name: str
    forms: Sequence[Form]
    """The forms; the first of a type is for all its events, others for a given value."""
    other: Form
    """The form of types that have none."""
    extra: str
    """The field of a column that the form does not name, with the column at `{}`."""
    key: str
    """The field by which forms are looked up."""
    time: str
    """The field of the time."""
    second: Callable[[str], int]
    """The second of what stands there."""
    told: Sequence[str] = ()
    """Fields that repeat what others say."""
    fields: Callable[[str], Fields]
    """The fields of a line; what this forgives is refused by writing again."""

    def names(self, form: Form) -> dict[str, str]:
        """Return the fields of all columns of *form*, but for what its marks tell."""
        told = [name for name in form.given if name not in form.names]
        extra = {name: self.extra.format(name) for name in COLUMNS if name not in told}
        return {**form.names, **{name: extra[name] for name in extra if name not in form.names}}

    def by_type(self) -> dict[str, list[Form]]:
        """Return the forms of each type."""
        found: dict[str, list[Form]] = {}
        for form in self.forms:
            found.setdefault(form.type, []).append(form)
        return found


@dataclass(frozen=True, slots=True)
class _Lens:
    """A form made ready for reading."""

    form: Form
    columns: Mapping[str, str]
    """The column of each field, or nothing if the field only repeats."""


def reader(style: Style, write: Callable[[Event], str]) -> Callable[[str, str], Event]:
    """Return what reads in *style* the lines that *write* gives, and refuses all others."""
    lenses = _lenses(style)

    def parsed(log_id: str, line: str) -> Event:
        fields = style.fields(line)
        for lens in lenses.get(fields.get(style.key, ""), ()):
            if lens.form.marks.items() <= fields.items() and fields.keys() <= lens.columns.keys():
                return _event(log_id, style, lens, fields)
        message = "its fields are those of no type of event"
        raise ValueError(message)

    return strict(style.name, parsed, write)


def _lenses(style: Style) -> dict[Value, list[_Lens]]:
    """Return the lenses by what the key holds, those with most marks first."""
    found: dict[Value, list[_Lens]] = {}
    for form in (*style.forms, style.other):
        columns = {path: name for name, path in style.names(form).items() if name != LEAF}
        repeats = (style.time, *style.told, *form.marks, form.names.get(LEAF, style.time))
        lens = _Lens(form, {**columns, **dict.fromkeys(repeats, "")})
        found.setdefault(form.marks[style.key], []).append(lens)
    for lenses in found.values():
        lenses.sort(key=lambda lens: -len(lens.form.marks))
    return found


def _event(log_id: str, style: Style, lens: _Lens, fields: Fields) -> Event:
    values: dict[str, Any] = {"type": lens.form.type, **lens.form.given}
    for path, value in fields.items():
        if column := lens.columns[path]:
            values[column] = number(value) if column in NUMBERS else _text(value)
    return Event(log_id, style.second(str(fields.get(style.time))), **values)


def number(value: Value) -> int:
    """Return the whole number that *value* spells, if a machine word holds it."""
    found = int(value)
    if abs(found) > _GREATEST:
        message = f"found a number of {len(str(value))} digits, expected at most {_GREATEST}"
        raise ValueError(message)
    return found


def _text(value: Value) -> str:
    if not isinstance(value, str):
        message = f"found the number {value}, expected a text"
        raise ValueError(message)  # noqa: TRY004  # a line is read or refused in one way
    return value
