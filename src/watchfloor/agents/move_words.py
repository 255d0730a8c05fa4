"""Moves put into words for whoever answers in JSON: each with its values and what they may be."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.inspect import (
    DictType,
    Field,
    FloatType,
    IntType,
    ListType,
    LiteralType,
    NoneType,
    StrType,
    StructType,
    Type,
    UnionType,
    VarTupleType,
    type_info,
)

from watchfloor.play.action import Action, name_of


def told(moves: Sequence[type[Action]]) -> str:
    r"""Return a paragraph for each of *moves*.

    >>> class Look(Action, frozen=True, tag="look"):
    ...     "Look somewhere."
    ...     place: str
    ...     times: int = 1
    >>> print(told([Look]))
    - `look`: Look somewhere.
      {"move": "look", "place": text, "times": whole number (optional)}
    """
    return "\n".join(f"- `{name_of(it)}`: {_summary(it)}\n  {shape(type_info(it))}" for it in moves)


def _summary(move: type[Action]) -> str:
    return (move.__doc__ or "").partition("\n")[0]


def shape(kind: Type) -> str:
    """Return *kind* as a person writes it down who knows JSON."""
    match kind:
        case StructType():
            return f"{{{', '.join([*_tag(kind), *map(_field, kind.fields)])}}}"
        case UnionType():
            return " | ".join(shape(it) for it in kind.types if not isinstance(it, NoneType))
        case VarTupleType() | ListType():
            most = f", {kind.max_length} at most" if kind.max_length else ""
            return f"[{shape(kind.item_type)}, ...{most}]"
        case DictType():
            return f"{{{shape(kind.key_type)}: {shape(kind.value_type)}, ...}}"
        case _:
            return _word(kind)


def _word(kind: Type) -> str:
    """Return a *kind* that holds no others."""
    match kind:
        case LiteralType():
            return " | ".join(msgspec.json.encode(it).decode() for it in kind.values)
        case StrType():
            return f"text of {kind.max_length} characters at most" if kind.max_length else "text"
        case IntType() | FloatType():
            return f"{'whole number' if isinstance(kind, IntType) else 'number'}{_range(kind)}"
        case _:
            return type(kind).__name__.removesuffix("Type").lower()


def _range(kind: IntType | FloatType) -> str:
    least = "" if kind.ge is None else f" from {kind.ge}"
    return f"{least}{'' if kind.le is None else f' to {kind.le}'}"


def _tag(kind: StructType) -> list[str]:
    named: Any = kind.tag
    return [] if named is None else [f'"{kind.tag_field}": {msgspec.json.encode(named).decode()}']


def _field(field: Field) -> str:
    optional = "" if field.required else " (optional)"
    return f'"{field.encode_name}": {shape(field.type)}{optional}'
