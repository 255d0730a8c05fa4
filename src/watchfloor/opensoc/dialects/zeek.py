r"""Zeek's tab-separated logs and those of its agent: log, time and one set of columns for all.

What is not set is `-`. Backslashes and what is not printable ASCII are spelled byte by byte as
`\xNN`, as Zeek does.
"""

import re
from typing import Any

from msgspec.structs import astuple

from watchfloor.opensoc.dialect import Dialect, strict
from watchfloor.opensoc.form import NUMBERS, number
from watchfloor.world.event import COLUMNS, Event
from watchfloor.world.timeline import HOUR, STAMPS, second_of, stamp

_LOGS = {
    "account_change": "agent_accounts",
    "cloud_call": "agent_cloud",
    "control_change": "agent_controls",
    "control_verdict": "notice",
    "dns_query": "dns",
    "file_rename": "smb_files",
    "file_write": "files",
    "http_request": "http",
    "image_load": "agent_modules",
    "log_clear": "agent_logs",
    "mail_delivery": "smtp",
    "mail_open": "agent_mail",
    "network_flow": "conn",
    "privilege_grant": "agent_groups",
    "process_access": "agent_process_access",
    "process_start": "agent_processes",
    "script_block": "agent_scripts",
    "service_install": "agent_services",
    "sign_in": "agent_logins",
    "startup_change": "agent_startup",
    "task_schedule": "agent_tasks",
}
_TYPES = {log: type_ for type_, log in _LOGS.items()}
_UNKNOWN = "other/"
"""What stands before a type that has no log of its own."""
_NAMES = {
    "host": "host",
    "user": "user",
    "account": "target_user",
    "process": "process",
    "parent": "parent",
    "command": "command",
    "path": "filename",
    "source_ip": "id.orig_h",
    "target_ip": "id.resp_h",
    "port": "id.resp_p",
    "name": "name",
    "outcome": "status",
    "size": "bytes",
}
_HOURS, _RESTS = STAMPS
_ODD = re.compile(rb"[^ -~]|\\")
_SPELLED = re.compile(rb"\\x([0-9a-f]{2})")


def _write(event: Event) -> str:
    said = (
        f"{event.host}{event.user}{event.account}{event.process}{event.parent}{event.command}"
        f"{event.path}{event.source_ip}{event.target_ip}{event.name}{event.outcome}"
    )
    log = _LOGS.get(event.type)
    if log is None or "-" in astuple(event) or not (said.isascii() and said.isprintable()):
        return _written_with_care(event)
    second = event.second
    line = (
        f"{log}\t{_HOURS(second // HOUR)}{_RESTS[second % HOUR]}\t{event.host or '-'}"
        f"\t{event.user or '-'}\t{event.account or '-'}"
        f"\t{event.process or '-'}\t{event.parent or '-'}"
        f"\t{event.command or '-'}\t{event.path or '-'}\t{event.source_ip or '-'}"
        f"\t{event.target_ip or '-'}\t{event.port or '-'}\t{event.name or '-'}"
        f"\t{event.outcome or '-'}\t{event.size or '-'}"
    )
    return line.replace("\\", "\\x5c") if "\\" in said else line


def _written_with_care(event: Event) -> str:
    log = _LOGS.get(event.type) or _UNKNOWN + _spelled(event.type)
    values = [str(getattr(event, column) or "") for column in COLUMNS]
    return "\t".join((log, stamp(event.second), *map(_column, values)))


def _column(value: str) -> str:
    return "\\x2d" if value == "-" else _spelled(value) or "-"


def _spelled(value: str) -> str:
    return _ODD.sub(lambda found: b"\\x%02x" % found[0][0], value.encode()).decode()


def _meant(text: str) -> str:
    return _SPELLED.sub(lambda found: bytes.fromhex(found[1].decode()), text.encode()).decode()


def _parsed(log_id: str, line: str) -> Event:
    log, *texts = line.split("\t")
    if len(texts) != len(COLUMNS) + 1:
        message = f"found {len(texts) + 1} columns, expected {len(COLUMNS) + 2}"
        raise ValueError(message)
    type_ = _TYPES.get(log) or _meant(log.removeprefix(_UNKNOWN))
    values: dict[str, Any] = {
        column: number(text) if column in NUMBERS else _meant(text)
        for column, text in zip(COLUMNS, texts[1:], strict=True)
        if text != "-"
    }
    return Event(log_id, second_of(texts[0]), type_, **values)


DIALECT = Dialect(
    name="zeek",
    summary="Zeek's tab-separated logs and those of its agent, one set of columns for all.",
    header="\t".join(("#fields", "path", "ts", *(_NAMES[column] for column in COLUMNS))),
    write=_write,
    read=strict("zeek", _parsed, _write),
)
