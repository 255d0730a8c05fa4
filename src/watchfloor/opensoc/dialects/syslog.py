"""Structured syslog, RFC 5424, with the short keys of auditd.

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

_LINE = re.compile(r"<([0-9]{1,3})>1 ([^ ]+) ([^ ]+) ([^ ]+) - - \[audit@32473(.*)\]").fullmatch
_PARAMETER = re.compile(r' ([a-z_]+)="((?:[^"\\]|\\.)*+)"')
_PLAIN = re.compile("(?!-$)[A-Za-z0-9._:-]{1,255}").fullmatch
_ESCAPED = {"\\": "\\\\", '"': '\\"', "]": "\\]"}
_UNESCAPE = unescaper(_ESCAPED)
_HEADER = ("pri", "time", "node", "app")

_AUTH, _KERNEL, _DAEMON, _MAIL, _CRON = "86", "6", "30", "22", "78"
"""Severity 6, informational, of the facilities authpriv, kern, daemon, mail and cron."""


def _start(marks: Fields) -> tuple[str, str, str]:
    data = "".join(f'" {key}="{value}' for key, value in marks.items() if key not in _HEADER)
    return f"<{marks['pri']}>1 ", " ", f" {marks['app']} - - [audit@32473{data[1:]}"


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
    _form("sign_in", _AUTH, "sshd", "USER_LOGIN", user="acct", source_ip="addr", outcome="res"),
    _form("account_change", _AUTH, "useradd", "USER_MGMT", user="auid", account="acct", name="op"),
    _form("privilege_grant", _AUTH, "usermod", "GRP_MGMT", user="auid", account="acct", name="grp"),
    _form(
        *("process_start", _KERNEL, "auditd", "EXECVE"),
        user="auid",
        process="comm",
        parent="pcomm",
        command="proctitle",
    ),
    _form(
        "process_access", _KERNEL, "auditd", "OBJ_PID", user="auid", process="comm", path="ocomm"
    ),
    _form("script_block", _KERNEL, "auditd", "TTY", user="auid", process="comm", command="data"),
    _form(
        "service_install",
        _DAEMON,
        "systemd",
        "SERVICE_START",
        user="auid",
        name="unit",
        command="exe",
    ),
    _form("task_schedule", _CRON, "crontab", "REPLACE", user="acct", name="job", command="cmd"),
    _form("startup_change", _KERNEL, "auditd", "WATCH", user="auid", path="name", command="data"),
    _form(
        *("file_write", _KERNEL, "auditd", "PATH"),
        user="auid",
        process="comm",
        path="name",
        size="size",
    ),
    _form(
        *("file_rename", _KERNEL, "auditd", "RENAME"),
        user="auid",
        process="comm",
        path="name",
        size="items",
    ),
    _form("image_load", _KERNEL, "auditd", "MMAP", user="auid", process="comm", path="name"),
    _form(
        *("network_flow", _KERNEL, "auditd", "NETFILTER_PKT"),
        user="auid",
        process="comm",
        source_ip="saddr",
        target_ip="daddr",
        port="dport",
        size="bytes",
    ),
    _form("dns_query", _DAEMON, "named", "QUERY", user="auid", process="comm", name="qname"),
    _form(
        *("http_request", _DAEMON, "httpd", "ACCESS"),
        source_ip="addr",
        name="request",
        outcome="status",
    ),
    _form(
        *("mail_delivery", _MAIL, "postfix", "DELIVERY"),
        source_ip="addr",
        user="to",
        name="subject",
        outcome="status",
    ),
    _form("mail_open", _MAIL, "dovecot", "FETCH", user="acct", name="subject"),
    _form(
        *("cloud_call", _DAEMON, "cloudapi", "CALL"),
        user="acct",
        source_ip="addr",
        name="op",
        path="obj",
        outcome="res",
    ),
    _form(
        *("control_verdict", _DAEMON, "clamd", "FOUND"),
        user="auid",
        source_ip="addr",
        name="sig",
        path="name",
        outcome="act",
    ),
    _form(
        "control_change", _KERNEL, "auditd", "CONFIG_CHANGE", user="auid", name="op", outcome="res"
    ),
    _form("log_clear", _DAEMON, "rsyslogd", "TRUNCATE", user="auid", name="log"),
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
    summary="Structured syslog, RFC 5424, with the short keys of auditd.",
    write=_write,
    read=reader(_STYLE, _write),
)
