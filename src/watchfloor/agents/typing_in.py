"""Moves as people type them: the name of the move, then its values in order or by name.

`query db_log orders-db`, `handoff to=db_sre evidence=ev-1,ev-2`, or the JSON itself.
"""

from collections.abc import Sequence
from contextlib import suppress

import msgspec
from msgspec.inspect import FloatType, IntType, ListType, UnionType, VarTupleType, type_info
from msgspec.structs import FieldInfo, fields

from watchfloor.codec import canonical
from watchfloor.play.action import Action, name_of


def typed(line: str, moves: Sequence[type[Action]]) -> str:
    """Return the reply that *line* stands for; what names no move is left as it is.

    A word too many is kept as a value that no move has, so that it is missed nowhere.

    >>> from watchfloor.play.action import Action
    >>> class Look(Action, frozen=True, tag="look"):
    ...     place: str
    ...     times: int = 1
    >>> typed("look door 3", [Look])
    '{"move":"look","place":"door","times":3}'
    """
    name, *words = line.split()
    known = {name_of(move): move for move in moves}
    if name not in known:
        return line
    places = {field.encode_name: field for field in fields(known[name])}
    values: dict[str, object] = {"move": name}
    left = list(places)
    for word in words:
        key, is_named, value = word.partition("=")
        if not (is_named and key in places):
            key, value = left[0] if left else word, word
        left = [other for other in left if other != key]
        values[key] = _value(places[key], value) if key in places else value
    return canonical(values).decode()


def _value(field: FieldInfo, word: str) -> object:
    """Return *word* as *field* wants it: a list, a number, or as it stands."""
    kind = type_info(field.type)
    kinds = kind.types if isinstance(kind, UnionType) else (kind,)
    if any(isinstance(it, VarTupleType | ListType) for it in kinds):
        return [part for part in word.split(",") if part]
    if any(isinstance(it, IntType | FloatType) for it in kinds):
        with suppress(msgspec.DecodeError):
            return msgspec.json.decode(word)
    return word


def explained(moves: Sequence[type[Action]], offered: Sequence[str]) -> str:
    """Return a line for each of *moves* that is *offered*: its name, its values, what it does."""
    lines = [
        f"  {' '.join((name_of(move), *map(_shown, fields(move))))}\n      {_summary(move)}"
        for move in moves
        if name_of(move) in offered
    ]
    return "\n".join(lines)


def _shown(field: FieldInfo) -> str:
    return field.encode_name if field.required else f"[{field.encode_name}]"


def _summary(move: type[Action]) -> str:
    return (move.__doc__ or "").partition("\n")[0]
