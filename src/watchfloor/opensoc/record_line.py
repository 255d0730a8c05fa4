"""Records as lines: `asset ws-el-07 role=workstation owner=ada.abe standing=critical`.

A value stands as it is if it is a plain word, else between quotes as in JSON. Reading is strict,
as it is for events.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast

from watchfloor.opensoc import nested
from watchfloor.opensoc.dialect import strict
from watchfloor.world.record import RECORD_COLUMNS, Record, RecordKind
from watchfloor.world.timeline import HOUR, STAMPS, second_of, stamp

_PLAIN = re.compile("[A-Za-z0-9._:/@+-]+").fullmatch
_TOKEN = re.compile(r'(?:([a-z]{1,8})=)?("(?:[^"\\]|\\.)*+"|[^ "=]++)(?: |$)')
_TEXTS = ("role", "owner", "standing", "host", "actor")
_TIMES = ("opens", "closes")
_HOURS, _RESTS = STAMPS


def write(record: Record) -> str:
    """Return the line of *record*, without its id.

    >>> write(Record("rec-01", "identity", "ada.abe", "finance", standing="privileged"))
    'identity ada.abe role=finance standing=privileged'
    """
    if not (record.host or record.actor or record.opens or record.closes):
        return _named(record.kind, record.subject, record.role, record.owner, record.standing)
    subject, role, host, actor = record.subject, record.role, record.host, record.actor
    opens, closes = record.opens, record.closes
    is_usual = subject and role and actor and opens and closes
    if (
        not is_usual
        or record.owner
        or record.standing
        or not _PLAIN(f"{subject}{role}{host}{actor}")
    ):
        return _with_care(record)
    where = f" host={host}" if host else ""
    return (
        f"{record.kind} {subject} role={role}{where} actor={actor}"
        f" opens={_HOURS(opens // HOUR)}{_RESTS[opens % HOUR]}"
        f" closes={_HOURS(closes // HOUR)}{_RESTS[closes % HOUR]}"
    )


@lru_cache(maxsize=1 << 15)
def _named(kind: str, subject: str, role: str, owner: str, standing: str) -> str:
    """Return the line of a record that says no more; an organisation has few of those."""
    named = zip(("role", "owner", "standing"), (role, owner, standing), strict=True)
    said = [f" {name}={_spelled(value)}" for name, value in named if value]
    return f"{kind} {_spelled(subject)}{''.join(said)}"


def _with_care(record: Record) -> str:
    """Return the line of *record*, whatever it holds."""
    said = [_named(record.kind, record.subject, record.role, record.owner, record.standing)]
    said += [
        f"{name}={_spelled(value)}"
        for name, value in (("host", record.host), ("actor", record.actor))
        if value
    ]
    said += [
        f"{name}={stamp(second)}"
        for name, second in (("opens", record.opens), ("closes", record.closes))
        if second
    ]
    return " ".join(said)


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
        if name in _TEXTS + _TIMES
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
