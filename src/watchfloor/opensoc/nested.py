"""Nested JSON lines: fixed text with holes, found once for each set of columns.

As flat fields, `{"a": {"b": [1]}}` is `a.b.0`. The columns that a type fills are always written,
others when they are filled.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeAlias

import msgspec
from msgspec.structs import astuple

from watchfloor.opensoc.form import LEAF, NUMBERS, Fields, Form, Style, Value
from watchfloor.world.event import COLUMNS, Event
from watchfloor.world.events import EVENT_TYPES

Layout: TypeAlias = Callable[[Fields], Fields]
"""The fields of a line in the order in which they are written."""
Row: TypeAlias = tuple[Any, ...]
"""The values of an event in the order of its fields, and perhaps the leaf of its path."""
Tree: TypeAlias = "dict[str, Value | Tree]"
Json: TypeAlias = "str | float | bool | list[Json] | dict[str, Json] | None"

_PLACES = {name: place for place, name in enumerate((*Event.__struct_fields__, LEAF))}
_HOLE = "\0"
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class _Shape:
    """A line with holes for one set of columns."""

    parts: Sequence[str]
    """Fixed text and holes in turn; the first hole is that of the time."""
    pick: Callable[[Row], Sequence[Any]]
    """What fills the other holes."""
    numbers: Sequence[int]
    """Which of those are numbers."""


@dataclass(frozen=True, slots=True)
class _Pen:
    """A form made ready for writing."""

    pick_rest: Callable[[Row], Sequence[Any]]
    """The columns that events of the type leave empty."""
    empty_rest: Sequence[Any]
    optional: Sequence[int]
    """The places of the columns that they may fill."""
    shapes: Sequence[_Shape]
    """The shape for each set of those, as a binary number."""
    by_filled: Callable[[tuple[str, ...]], _Shape]
    """The shape for any set of columns."""
    has_leaf: bool
    place: int
    """The place of the column by whose value the form is chosen, if any is."""
    by_value: "Mapping[str, _Pen]"


def writer(style: Style, order: Layout, clock: Callable[[int], str]) -> Callable[[Event], str]:
    """Return what writes events in *style*, the fields in *order* and the time by the *clock*."""
    pens = {name: _pen(style, order, *forms) for name, forms in style.by_type().items()}
    other = _pen(style, order, style.other)

    def write(event: Event) -> str:
        row: Row = astuple(event)
        pen = pens.get(event.type, other)
        if pen.by_value:
            pen = pen.by_value.get(row[pen.place], pen)
        if pen.pick_rest(row) == pen.empty_rest:
            number = 0
            if pen.optional:
                for place in pen.optional:
                    number += number + (1 if row[place] else 0)
            shape = pen.shapes[number]
        else:
            shape = pen.by_filled(tuple([name for name in COLUMNS if row[_PLACES[name]]]))
        if pen.has_leaf:
            row += (event.path.replace("/", "\\").rpartition("\\")[2],)
        own: Sequence[str] = shape.pick(row)
        if shape.numbers:
            own = _with_numbers(own, shape.numbers)
        said = "".join(own)
        is_plain = said.isascii() and said.isprintable() and '"' not in said
        parts = [*shape.parts]
        parts[1] = clock(event.second)
        parts[3::2] = own if is_plain else [escape(value) for value in own]
        line = "".join(parts)
        return line.replace("\\", "\\\\") if is_plain and "\\" in said else line

    return write


def _with_numbers(own: Sequence[Any], numbers: Sequence[int]) -> list[str]:
    """Return *own* with the values at *numbers* as texts."""
    found = [*own]
    for place in numbers:
        found[place] = str(found[place])
    return found


def _pen(style: Style, order: Layout, form: Form, *variants: Form) -> _Pen:
    """Return the pen of *form*, and those of its *variants* by the value that each is given."""
    known = EVENT_TYPES.get(form.type)
    names = style.names(form)
    fills = tuple(name for name in known.fills if name in names) if known else ()
    may_fill = tuple(name for name in known.may_fill if name in names) if known else ()
    others = {*fills, *may_fill, *form.given}
    rest = tuple(name for name in COLUMNS if name not in others)

    @lru_cache(maxsize=256)
    def by_filled(filled: tuple[str, ...]) -> _Shape:
        shown = (*fills, *filled, "type")
        return _shape(style, order, form, {name for name in names if _column(name) in shown})

    return _Pen(
        pick_rest=_picker(rest),
        empty_rest=tuple(0 if name in NUMBERS else "" for name in rest),
        optional=[_PLACES[name] for name in may_fill],
        shapes=[by_filled(filled) for filled in _subsets(may_fill)],
        by_filled=by_filled,
        has_leaf=LEAF in form.names,
        place=next((_PLACES[name] for variant in variants for name in variant.given), 0),
        by_value={
            value: _pen(style, order, variant)
            for variant in variants
            for value in variant.given.values()
        },
    )


def _column(name: str) -> str:
    return "path" if name == LEAF else name


def _subsets(columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Return every set of *columns*, as the binary numbers whose first digit is the first."""
    if not columns:
        yield ()
        return
    *before, last = columns
    for subset in _subsets(before):
        yield subset
        yield (*subset, last)


def _shape(style: Style, order: Layout, form: Form, shown: set[str]) -> _Shape:
    """Return the line of *form* that has holes for the columns that are *shown*."""
    holes = {path: _hole(name) for name, path in style.names(form).items() if name in shown}
    text = spelled(order({style.time: _hole("second"), **form.marks, **holes}))
    parts = text.split(_HOLE)
    columns = parts[3::2]
    numbers = [place for place, name in enumerate(columns) if name in NUMBERS]
    return _Shape(parts, _picker(columns), numbers)


def _hole(name: str) -> str:
    return f"{_HOLE}{name}{_HOLE}"


def _picker(columns: Sequence[str]) -> Callable[[Row], Sequence[Any]]:
    """Return what takes the values of *columns* out of a row."""
    places = [_PLACES[column] for column in columns]
    if len(places) > 1:
        return itemgetter(*places)
    return lambda row: tuple([row[place] for place in places])


def spelled(fields: Fields) -> str:
    """Return *fields* as one JSON object, the holes among them as they are.

    >>> spelled({"a.b": 1, "c": "d", "a.e.0": "f"})
    '{"a":{"b":1,"e":["f"]},"c":"d"}'
    """
    tree: Tree = {}
    for path, value in fields.items():
        *outer, last = path.split(".")
        inside = tree
        for name in outer:
            step = inside.setdefault(name, {})
            if not isinstance(step, dict):
                message = f"the field {path!r} lies inside a value; name one of them otherwise"
                raise TypeError(message)
            inside = step
        inside[last] = value
    return _text(tree)


def _text(value: "Value | Tree") -> str:
    if isinstance(value, dict):
        if "0" in value:
            return f"[{','.join(map(_text, value.values()))}]"
        return "{" + ",".join(f'"{name}":{_text(member)}' for name, member in value.items()) + "}"
    if isinstance(value, int) or value in _BARE:
        return str(value)
    return f'"{value}"' if value.startswith(_HOLE) else f'"{escape(value)}"'


_BARE = tuple(_hole(name) for name in ("second", *NUMBERS))
"""The holes without quotes: the clock of a style brings its own."""


def escape(value: str) -> str:
    r"""Return *value* as it stands between the quotes of a JSON text, all in ASCII.

    >>> escape('a "b"\n')
    'a \\"b\\"\\n'
    """
    return json.dumps(value)[1:-1].replace("\x7f", "\\u007f")


def fields(line: str) -> dict[str, Value]:
    """Return the fields of the JSON object *line*."""
    found: dict[str, Value] = {}
    _gather("", {"": meant(line)}, found)
    return found


def meant(text: str) -> Json:
    """Return what the JSON *text* holds."""
    try:
        found: Json = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        message = f"as JSON, {error}"
        raise ValueError(message) from None
    return found


def _gather(outer: str, tree: Mapping[str, Json], found: dict[str, Value]) -> None:
    """Put the leaves of *tree*, which is at *outer*, among what is *found*."""
    if outer.count(".") > _DEEPEST:
        message = f"its fields lie deeper than {_DEEPEST} others"
        raise ValueError(message)
    for name, value in tree.items():
        match value:
            case dict():
                _gather(f"{outer}{name}." if name else "", value, found)
            case list():
                by_place = {str(place): item for place, item in enumerate(value)}
                _gather(f"{outer}{name}.", by_place, found)
            case bool() | float() | None:
                message = f"its field {(outer + name)[:40]!r} is neither text nor whole number"
                raise ValueError(message)
            case _:
                found[outer + name] = value
