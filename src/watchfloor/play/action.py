r"""What a player answers, and the parser between words and moves.

A reply is JSON with a `move` key that names the move. Whatever cannot be read as exactly one
move is a `Malformed` value with the reason: a bad answer is data, never a crash. Two answers in
one reply are malformed too, because whichever were taken could be gamed.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NoReturn, TypeAlias, Union

import msgspec

from watchfloor.codec import canonical

LONGEST_REPLY = 65_536
"""Characters; a longer reply is malformed unread."""
LONGEST_INTEGER = 18
"""Characters; what every reader of JSON holds exactly."""
MOST_TOKENS = 8_000
"""Braces, words and texts that are looked at for the end of an object; no move takes half."""
DEEPEST = 16
"""Objects and lists inside one another; a limit of our own, since the interpreter's differs."""

_TOKEN = re.compile(
    r"""[ \t\n\r]*(?:([{}\[\]])|[:,]|[-+.\w]+|"[^"\\]*+(?:\\.[^"\\]*+)*+")""", re.DOTALL
)
_LONG = re.compile(rf"\d{{{LONGEST_INTEGER}}}")
"""Where there may be a number that is too long."""
_DEPTH = {"{": 1, "[": 1, "}": -1, "]": -1}


class Action(
    msgspec.Struct, frozen=True, tag_field="move", forbid_unknown_fields=True, omit_defaults=True
):
    """A move; games subclass it with the `tag` that names it on the wire."""


class Malformed(msgspec.Struct, frozen=True):
    """A reply that is not exactly one of the moves."""

    reason: str


class NoReply(msgspec.Struct, frozen=True):
    """The player could not be asked: its backend failed, so the episode counts for nothing."""

    reason: str


Reply: TypeAlias = str | Action | NoReply
"""What a player sends: words, a move, or the news that there is nothing to read."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) < len(pairs):
        message = "a key stands twice in one object; give each key once"
        raise ValueError(message)
    return read


def _refuse(constant: str) -> NoReturn:
    message = f"{constant} is not a JSON number; give a finite one"
    raise ValueError(message)


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_INTEGER:
        message = f"a whole number takes {len(digits)} characters; give {LONGEST_INTEGER} at most"
        raise ValueError(message)
    return int(digits)


_decoder = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_refuse, parse_int=_integer)


def name_of(move: type[Action]) -> str:
    """Return the name of *move* on the wire."""
    return str(move.__struct_config__.tag)


def written(action: Action) -> str:
    """Return *action* as the one reply that spells it."""
    return canonical(action).decode()


def parse(reply: str, moves: Sequence[type[Action]]) -> Action | Malformed:
    """Return the one of *moves* that *reply* spells, or why it spells none."""
    if len(reply) > LONGEST_REPLY:
        limit = f"{LONGEST_REPLY:,} characters"
        return Malformed(f"the reply is longer than {limit}; answer with the move alone")
    if (spelled := _spelled(reply, tuple(moves))) is not None:
        return spelled
    try:
        action: Action = msgspec.convert(_named(reply), _union(tuple(moves)), strict=True)
        canonical(action)  # a move that cannot be spelled cannot be recorded
    except ValueError as error:  # a validation error is one too
        return Malformed(_one_line(str(error)))
    return action


def _spelled(reply: str, moves: tuple[type[Action], ...]) -> Action | None:
    """Return the move whose one spelling is *reply*, or nothing if it has to be read with care.

    What is spelled as we would spell it is one move and nothing else, so that it need not be looked
    through; so records are replayed several times faster. What a limit could be about is left out.
    """
    is_plain = reply[:1] == "{" and len(reply) <= MOST_TOKENS
    if not is_plain or reply.count("{") + reply.count("[") > DEEPEST or _LONG.search(reply):
        return None
    try:
        action = _decoder_of(moves).decode(reply)
        return action if canonical(action) == reply.encode() else None
    except ValueError:
        return None


def heard(reply: str | Action) -> str:
    """Return *reply* as it is recorded: a move in its one spelling, words cut to what is read."""
    if isinstance(reply, Action):
        return written(reply)
    if reply.isascii() and len(reply) <= LONGEST_REPLY:
        return reply
    return reply[: LONGEST_REPLY + 1].encode("utf-8", "backslashreplace").decode()


def _named(reply: str) -> dict[str, Any]:
    """Return the single object of *reply*, which has to say which move it is."""
    found = _only_object(reply)
    if "move" not in found:
        message = 'the object names no move; give it a key "move"'
        raise ValueError(message)
    return found


def _only_object(reply: str) -> dict[str, Any]:
    """Return the single JSON object of *reply*: bare, fenced, or with prose around it."""
    found = _objects(reply)
    if len(found) != 1:
        message = f"the reply holds {len(found)} JSON objects; answer with exactly one move"
        raise ValueError(message)
    return found[0]


def _objects(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    tokens = iter(range(MOST_TOKENS))
    place = text.find("{")
    while place >= 0:
        end = _end(text, place, tokens)
        try:
            found.append(_decoder.decode(text[place:end]))
        except json.JSONDecodeError:
            end = place + 1
        place = text.find("{", end)
    return found


def _end(text: str, place: int, tokens: Iterator[int]) -> int:
    """Return where the object that opens at *place* closes, or where it stops being one."""
    depth = 0
    while token := _TOKEN.match(text, place):
        if next(tokens, None) is None:
            message = "the reply holds too many braces and words to read; answer with one move"
            raise ValueError(message)
        place = token.end()
        depth += _DEPTH.get(token[1], 0)
        if depth > DEEPEST:
            message = "the reply is nested too deeply; answer with one flat object"
            raise ValueError(message)
        if depth == 0:
            break
    return place


@cache
def _union(moves: tuple[type[Action], ...]) -> Any:  # noqa: ANN401  # a type built at run time
    return Union[moves]  # noqa: UP007  # the members are known only at run time


@cache
def _decoder_of(moves: tuple[type[Action], ...]) -> msgspec.json.Decoder[Action]:
    return msgspec.json.Decoder(_union(moves))


def _one_line(message: str) -> str:
    """Return *message* fit for a terminal, since it may quote the reply."""
    line = " ".join(message.split())[:300]
    return line if line.isprintable() else ascii(line)[1:-1]
