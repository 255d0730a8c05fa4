"""Structured syslog, RFC 5424, as a collector on the machines sends it.

The host stands in the header if it is a plain name, else among the data as `node`.
"""

import re
from dataclasses import replace
from functools import lru_cache

from watchfloor.opensoc import flat
from watchfloor.opensoc.dialect import Dialect
from watchfloor.opensoc.escape import escaper, unescaper
from watchfloor.opensoc.form import Fields, Form, Style, reader
from watchfloor.world.event import Event
from watchfloor.world.timeline import STAMPS, second_of

_LINE = re.compile(r"<([0-9]{1,3})>1 ([^ ]+) ([^ ]+) ([^ ]+) - - \[event@32473(.*)\]").fullmatch
_PARAMETER = re.compile(r' ([a-z_]+)="((?:[^"\\]|\\.)*+)"')
_PLAIN = re.compile("(?!-$)[A-Za-z0-9._:-]{1,255}").fullmatch
_ESCAPED = {"\\": "\\\\", '"': '\\"', "]": "\\]"}
_UNESCAPE = unescaper(_ESCAPED)
_HEADER = ("pri", "time", "node", "app")

_AUTH, _AGENT, _DAEMON, _MAIL, _CRON = "86", "134", "30", "22", "78"
"""Severity 6, informational, of the facilities authpriv, local0, daemon, mail and cron."""


def _start(marks: Fields) -> tuple[str, str, str]:
    data = "".join(f'" {key}="{value}' for key, value in marks.items() if key not in _HEADER)
    return f"<{marks['pri']}>1 ", " ", f" {marks['app']} - - [event@32473{data[1:]}"


def _start_without_host(marks: Fields) -> tuple[str, str, str]:
    before, _, after = _start(marks)
    return before, f" -{after}", ""


def _fields(line: str) -> Fields:
    found = _LINE(line)
    if found is None:
        message = "it is no header with one element of data"
        raise ValueError(message)
    *header, data = found.groups()
    said = {key: text for key, text in zip(_HEADER, header, strict=True) if text != "-"}
    return said | {key: _UNESCAPE(value) for key, value in _PARAMETER.findall(data)}


def _form(type_: str, pri: str, app: str, kind: str, **keys: str) -> Form:
    return Form(type_, {"pri": pri, "app": app, "type": kind}, {"host": "node", **keys})


_FORMS = (
    _form("sign_in", _AUTH, "security", "LOGON", user="user", source_ip="src", outcome="result"),
    _form(
        *("account_change", _AUTH, "security", "ACCOUNT_CHANGE"),
        user="by",
        account="user",
        source_ip="src",
        name="change",
    ),
    _form("privilege_grant", _AUTH, "security", "GROUP_ADD", user="by", account="user", name="grp"),
    _form(
        *("process_start", _AGENT, "sensor", "PROCESS_CREATE"),
        user="user",
        process="image",
        parent="parent",
        command="cmdline",
    ),
    _form(
        *("process_access", _AGENT, "sensor", "PROCESS_ACCESS"),
        user="user",
        process="image",
        path="target",
    ),
    _form(
        *("script_block", _AGENT, "powershell", "SCRIPT_BLOCK"),
        user="user",
        process="image",
        command="text",
    ),
    _form(
        *("service_install", _AGENT, "scm", "SERVICE_INSTALL"),
        user="user",
        name="service",
        command="image",
    ),
    _form(
        *("task_schedule", _CRON, "scheduler", "TASK_CREATE"),
        user="user",
        name="task",
        command="command",
    ),
    _form(
        *("startup_change", _AGENT, "sensor", "REGISTRY_SET"),
        user="user",
        path="key",
        command="data",
    ),
    _form(
        *("file_write", _AGENT, "sensor", "FILE_CREATE"),
        user="user",
        process="image",
        path="file",
        size="bytes",
    ),
    _form(
        *("file_rename", _AGENT, "sensor", "FILES_RENAME"),
        user="user",
        process="image",
        path="folder",
        size="files",
    ),
    _form(
        "image_load", _AGENT, "sensor", "MODULE_LOAD", user="user", process="image", path="module"
    ),
    _form(
        *("network_flow", _AGENT, "flow", "FLOW"),
        user="user",
        process="image",
        source_ip="src",
        target_ip="dst",
        port="dport",
        size="bytes",
    ),
    _form("dns_query", _AGENT, "sensor", "DNS_QUERY", user="user", process="image", name="query"),
    _form(
        *("http_request", _DAEMON, "httpd", "ACCESS"),
        source_ip="client",
        name="request",
        outcome="status",
    ),
    _form(
        *("mail_delivery", _MAIL, "postfix", "DELIVERY"),
        source_ip="client",
        user="to",
        name="subject",
        outcome="status",
    ),
    _form("mail_open", _MAIL, "outlook", "MESSAGE_OPEN", user="user", name="subject"),
    _form(
        *("cloud_call", _DAEMON, "cloudapi", "CALL"),
        user="user",
        source_ip="src",
        name="op",
        path="object",
        outcome="result",
    ),
    _form(
        *("control_verdict", _AGENT, "protection", "DETECTION"),
        user="user",
        source_ip="src",
        name="threat",
        path="file",
        outcome="action",
    ),
    _form(
        *("control_change", _AGENT, "protection", "CONTROL_CHANGE"),
        user="user",
        name="control",
        outcome="state",
    ),
    _form("log_clear", _AGENT, "security", "LOG_CLEAR", user="user", name="log"),
)

_STYLE = Style(
    name="syslog",
    forms=_FORMS,
    other=_form("", _DAEMON, "console", "OTHER", type="kind"),
    extra="x_{}",
    key="type",
    time="time",
    second=second_of,
    fields=_fields,
)
_FRAME = flat.Frame(
    clock=STAMPS,
    start=_start,
    host="",
    column='" {}="',
    end='"]',
    escape=escaper(_ESCAPED),
    escaped='"\\]',
)
_WITH_HOST = flat.writer(_STYLE, _FRAME)
_WITHOUT_HOST = flat.writer(_STYLE, replace(_FRAME, start=_start_without_host, host='" {}="'))


@lru_cache(maxsize=1024)
def _is_plain(host: str) -> bool:
    return _PLAIN(host) is not None


def _write(event: Event) -> str:
    return _WITH_HOST(event) if _is_plain(event.host) else _WITHOUT_HOST(event)


DIALECT = Dialect(
    name="syslog",
    summary="Structured syslog, RFC 5424, as a collector on the machines sends it.",
    write=_write,
    read=reader(_STYLE, _write),
)
