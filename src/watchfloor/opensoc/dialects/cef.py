"""ArcSight's common event format: a header between bars, then `key=value` pairs."""

import re
from functools import lru_cache

from watchfloor.opensoc import flat
from watchfloor.opensoc.dialect import Dialect
from watchfloor.opensoc.escape import escaper, unescaper
from watchfloor.opensoc.form import Fields, Form, Style, reader
from watchfloor.world.events import EVENT_TYPES
from watchfloor.world.timeline import clock, date, second_of

_HEADER = re.compile(r"CEF:0\|Watchfloor\|console\|1\|([^|\\]*)\|([^|\\]*)\|3\|(.*)").fullmatch
_KEY = re.compile("(?:^| )([A-Za-z][A-Za-z0-9._]*)=")
_ESCAPED = {"\\": "\\\\", "=": "\\=", "\n": "\\n", "\r": "\\r"}
_UNESCAPE = unescaper(_ESCAPED)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_USUAL = {
    "host": "dvchost",
    "user": "suser",
    "account": "duser",
    "process": "sproc",
    "parent": "cs1",
    "command": "cs2",
    "path": "filePath",
    "source_ip": "src",
    "target_ip": "dst",
    "port": "dpt",
    "name": "cs3",
    "outcome": "outcome",
    "size": "out",
}
_OWN: dict[str, dict[str, str]] = {
    "account_change": {"name": "act"},
    "cloud_call": {"name": "act", "path": "cs4"},
    "control_verdict": {"outcome": "act"},
    "dns_query": {"name": "destinationDnsDomain"},
    "file_rename": {"size": "cnt"},
    "file_write": {"size": "fsize"},
    "http_request": {"name": "request"},
    "mail_delivery": {"user": "duser"},
    "service_install": {"name": "destinationServiceName"},
    "startup_change": {"path": "cs4"},
}
"""Where a type has a key of its own for a column."""
_LABELS: dict[str, Fields] = {
    "cloud_call": {"cs4Label": "resource"},
    "control_change": {"cs3Label": "control"},
    "control_verdict": {"cs3Label": "threat"},
    "log_clear": {"cs3Label": "log"},
    "mail_delivery": {"cs3Label": "subject"},
    "mail_open": {"cs3Label": "subject"},
    "privilege_grant": {"cs3Label": "group"},
    "process_start": {"cs1Label": "parentProcess", "cs2Label": "commandLine"},
    "script_block": {"cs2Label": "script"},
    "service_install": {"cs2Label": "imagePath"},
    "startup_change": {"cs2Label": "data", "cs4Label": "registryValue"},
    "task_schedule": {"cs2Label": "commandLine", "cs3Label": "task"},
}
"""What the custom strings of a type hold."""


@lru_cache(maxsize=4096)
def _date(day: int) -> str:
    year, month, left = date(day).split("-")
    return f"{_MONTHS[int(month) - 1]} {left} {year}"


def _second(text: str) -> int:
    month = _MONTHS.index(text[:3]) + 1
    return second_of(f"{text[7:11]}-{month:02d}-{text[4:6]}T{text[12:]}Z")


def _start(marks: Fields) -> tuple[str, str, str]:
    said = dict(marks)
    header = f"CEF:0|Watchfloor|console|1|{said.pop('type')}|{said.pop('summary')}|3|rt="
    return header, "".join(f" {key}={value}" for key, value in said.items()), ""


def _fields(line: str) -> Fields:
    found = _HEADER(line)
    if found is None:
        message = "its header is not that of this console"
        raise ValueError(message)
    _, *parts = _KEY.split(found[3])
    said = {key: _UNESCAPE(value) for key, value in zip(parts[::2], parts[1::2], strict=True)}
    return {"type": found[1], "summary": found[2], **said}


def _form(type_: str, summary: str) -> Form:
    own = _OWN.get(type_, {})
    marks = {"type": type_, "summary": summary, **_LABELS.get(type_, {})}
    known = EVENT_TYPES[type_]
    names = {**_USUAL, **own}
    return Form(type_, marks, {column: names[column] for column in (*known.fills, *known.may_fill)})


_STYLE = Style(
    name="cef",
    forms=[_form(known.name, known.summary) for known in EVENT_TYPES.values()],
    other=Form(
        "",
        {"type": "other", "summary": "An event of another type."},
        {"type": "cat", **_USUAL},
    ),
    extra="ad.{}",
    key="type",
    time="rt",
    second=_second,
    fields=_fields,
)
_FRAME = flat.Frame(
    clock=clock(_date, " ", ""),
    start=_start,
    host=" {}=",
    column=" {}=",
    end="",
    escape=escaper(_ESCAPED),
    escaped="\\=",
)
_WRITE = flat.writer(_STYLE, _FRAME)

DIALECT = Dialect(
    name="cef",
    summary="ArcSight's common event format: a header between bars, then key=value pairs.",
    write=_WRITE,
    read=reader(_STYLE, _WRITE),
    is_held_out=True,
)
