"""Records as lines: `asset ws-el-07 role=workstation owner=ada.abe standing=critical`.

A value stands as it is if it is a plain word, else between quotes as in JSON. Reading is strict,
as it is for events.
"""

import re
from collections.abc import Iterator
from typing import Any, cast

from msgspec.structs import astuple

from watchfloor.opensoc import nested
from watchfloor.opensoc.dialect import strict
from watchfloor.world.record import RECORD_COLUMNS, Record, RecordKind
from watchfloor.world.timeline import second_of, stamp

_PLAIN = re.compile("[A-Za-z0-9._:/@+-]+").fullmatch
_TOKEN = re.compile(r'(?:([a-z]{1,8})=)?("(?:[^"\\]|\\.)*+"|[^ "=]++)(?: |$)')
_TEXTS = ("role", "owner", "standing", "host", "actor")
_TIMES = ("opens", "closes")


def write(record: Record) -> str:
    """Return the line of *record*, without its id.

    >>> write(Record("rec-01", "identity", "ada.abe", "finance", standing="privileged"))
    'identity ada.abe role=finance standing=privileged'
    """
    _, kind, subject, role, owner, standing, host, actor, opens, closes = astuple(record)
    if not subject or not _PLAIN(f"{subject}{role}{owner}{standing}{host}{actor}"):
        subject = _spelled(subject)
        role, owner, standing, host, actor = (
            value and _spelled(value) for value in (role, owner, standing, host, actor)
        )
    return (
        f"{kind} {subject}{role and ' role='}{role}{owner and ' owner='}{owner}"
        f"{standing and ' standing='}{standing}{host and ' host='}{host}"
        f"{actor and ' actor='}{actor}{' opens=' + stamp(opens) if opens else ''}"
        f"{' closes=' + stamp(closes) if closes else ''}"
    )


def _spelled(value: str) -> str:
    return value if _PLAIN(value) else f'"{nested.escape(value)}"'


def _parsed(record_id: str, line: str) -> Record:
    words = [*_words(line)]
    if len(words) < 2 or words[0][1] not in RECORD_COLUMNS:
        message = f"it does not begin with {', '.join(RECORD_COLUMNS)} and a subject"
        raise ValueError(message)
    (_, kind), (_, subject), *named = words
    values: dict[str, Any] = {
        name: second_of(text) if name in _TIMES else _meant(text)
        for name, text in named
        if name in (*_TEXTS, *_TIMES)
    }
    return Record(record_id, cast(RecordKind, kind), _meant(subject), **values)


def _words(line: str) -> Iterator[tuple[str, str]]:
    """Return the words of *line*, each with the name that stands before it."""
    place = 0
    while found := _TOKEN.match(line, place):
        yield found[1] or "", found[2]
        place = found.end()


def _meant(text: str) -> str:
    return str(nested.meant(text)) if text.startswith('"') else text


read = strict("record", _parsed, write)
"""The record of an id and a line; a line that is none raises `ValueError`."""
