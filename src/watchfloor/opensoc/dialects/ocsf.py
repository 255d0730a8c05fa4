"""Events of the open cybersecurity schema framework, OCSF 1.8: one nested JSON object a line.

The class is that of the type; activities and states are numbered where the schema has a number for
them and otherwise named under 99, the schema's number for what it does not list.
"""

from collections.abc import Mapping

from watchfloor.opensoc import nested
from watchfloor.opensoc.dialect import Dialect
from watchfloor.opensoc.form import LEAF, Fields, Form, Style, reader
from watchfloor.world.events import EVENT_TYPES
from watchfloor.world.timeline import HOUR, STAMPS, second_of

_EPOCH = 1_861_920_000
"""Second 0 in the seconds of Unix."""
_OTHER = 99
_CLASSES = {
    1001: "File System Activity",
    1005: "Module Activity",
    1006: "Scheduled Job Activity",
    1007: "Process Activity",
    1008: "Event Log Activity",
    1009: "Script Activity",
    2004: "Detection Finding",
    3001: "Account Change",
    3002: "Authentication",
    3006: "Group Management",
    4001: "Network Activity",
    4002: "HTTP Activity",
    4003: "DNS Activity",
    4009: "Email Activity",
    6002: "Application Lifecycle",
    6003: "API Activity",
    201002: "Registry Value Activity",
    201004: "Windows Service Activity",
}
_ACCOUNT_CHANGES = {
    "created": (1, "Create"),
    "enabled": (2, "Enable"),
    "password_changed": (3, "Password Change"),
    "password_reset": (4, "Password Reset"),
    "disabled": (5, "Disable"),
    "deleted": (6, "Delete"),
    "locked_out": (9, "Lock"),
    "unlocked": (12, "Unlock"),
}
_CONTROL_CHANGES = {"enabled": (6, "Enable"), "disabled": (7, "Disable"), "updated": (8, "Update")}
_STATES = {"success": (1, "Success"), "failure": (2, "Failure")}
_VERDICTS: dict[str, Fields] = {
    "allowed": {"disposition_id": 1, "disposition": "Allowed"},
    "blocked": {"disposition_id": 2, "disposition": "Blocked"},
    "quarantined": {"disposition_id": 3, "disposition": "Quarantined"},
}
_USUAL = {
    "host": "device.hostname",
    "user": "actor.user.name",
    "process": "actor.process.name",
    "source_ip": "src_endpoint.ip",
    "target_ip": "dst_endpoint.ip",
    "port": "dst_endpoint.port",
}
"""Where a column stands, unless a type has a place of its own for it."""


_HOURS, _RESTS = STAMPS


def _clock(second: int) -> str:
    """Return both times of a line, the first without its name."""
    milliseconds = (second + _EPOCH) * 1000
    return f'{milliseconds},"time_dt":"{_HOURS(second // HOUR)}{_RESTS[second % HOUR]}"'


def _in_order(fields: Fields) -> Fields:
    """Return *fields* with the two times first, as one, and what is said about the line last."""
    rest = {path: value for path, value in fields.items() if path != "time_dt"}
    last = sorted(rest.items(), key=lambda field: field[0].startswith("metadata."))
    return {"time": fields["time_dt"], **dict(last)}


def _class(uid: int, activity: int, action: str) -> Fields:
    """Return the marks of an *activity* in the class *uid*, its *action* if that has a name."""
    named: Fields = {"activity_name": action} if action else {}
    return {
        "class_uid": uid,
        "class_name": _CLASSES.get(uid, "Base Event"),
        "category_uid": uid % 100_000 // 1000,
        "activity_id": activity,
        **named,
        "type_uid": uid * 100 + activity,
        "severity_id": 1,
        "metadata.version": "1.8.0",
        "metadata.product.name": "console",
        "metadata.profiles.0": "datetime",
        "metadata.profiles.1": "host",
    }


def _form(
    type_: str,
    activity: tuple[int, str],
    own: Mapping[str, str],
    marks: Fields | None = None,
    given: Mapping[str, str] | None = None,
) -> Form:
    """Return the form of a type for one *activity*, with its *own* places and *marks*."""
    known = EVENT_TYPES[type_]
    columns = {*known.fills, *known.may_fill, LEAF} - (given or {}).keys()
    names = {name: path for name, path in {**_USUAL, **own}.items() if name in columns}
    device: Fields = {"device.type_id": 0} if names["host"] == _USUAL["host"] else {}
    all_marks = {**_class(known.ocsf_class, *activity), **(marks or {}), **device}
    return Form(type_, all_marks, names, given or {})


def _by_outcome(
    type_: str, activity: tuple[int, str], own: Mapping[str, str], marks: Fields
) -> list[Form]:
    """Return the forms of a type whose outcome is a state, numbered where the schema knows it."""
    rest = _form(type_, activity, {**own, "outcome": "status"}, {**marks, "status_id": _OTHER})
    known = [
        _form(
            type_, activity, own, {**marks, "status_id": number, "status": state}, {"outcome": it}
        )
        for it, (number, state) in _STATES.items()
    ]
    return [rest, *known]


_CONTROL: Fields = {"finding_info.uid": "none", "metadata.profiles.2": "security_control"}
_UNLISTED: Fields = {**_CONTROL, "disposition_id": _OTHER}
_FINDING = {
    "name": "finding_info.title",
    "path": "resources.0.name",
    "source_ip": "evidences.0.src_endpoint.ip",
}
_FILE = {"path": "file.path", LEAF: "file.name", "size": "file.size"}
_SUBJECT = {"name": "email.subject"}
_FORMS = (
    *_by_outcome("sign_in", (1, "Logon"), {"user": "user.name"}, {}),
    _form("account_change", (_OTHER, ""), {"account": "user.name", "name": "activity_name"}),
    *(
        _form("account_change", activity, {"account": "user.name"}, {}, {"name": change})
        for change, activity in _ACCOUNT_CHANGES.items()
    ),
    _form("privilege_grant", (3, "Add User"), {"account": "user.name", "name": "group.name"}),
    _form(
        *("process_start", (1, "Launch")),
        {
            "process": "process.name",
            "command": "process.cmd_line",
            "parent": "actor.process.name",
        },
    ),
    _form("process_access", (3, "Open"), {"path": "process.path", LEAF: "process.name"}),
    _form(
        *("script_block", (1, "Execute")),
        {"command": "script.script_content.value"},
        {"script.type_id": 0},
    ),
    _form(
        *("service_install", (1, "Create")),
        {"name": "win_service.name", "command": "win_service.cmd_line"},
    ),
    _form("task_schedule", (1, "Create"), {"name": "job.name", "command": "job.cmd_line"}),
    _form(
        *("startup_change", (2, "Set")),
        {"path": "reg_value.path", LEAF: "reg_value.name", "command": "reg_value.data"},
    ),
    _form("file_write", (1, "Create"), _FILE, {"file.type_id": 1}),
    _form("file_rename", (5, "Rename"), {**_FILE, "size": "count"}, {"file.type_id": 2}),
    _form(
        *("image_load", (1, "Load")),
        {"path": "module.file.path", LEAF: "module.file.name"},
        {"module.file.type_id": 1},
    ),
    _form("network_flow", (6, "Traffic"), {"size": "traffic.bytes"}),
    _form("dns_query", (1, "Query"), {"name": "query.hostname"}),
    _form(
        *("http_request", (0, "Unknown")),
        {"name": "http_request.url.url_string", "outcome": "status_code"},
    ),
    _form(
        *("mail_delivery", (2, "Receive")),
        {"user": "email.delivered_to", **_SUBJECT, "outcome": "status"},
        {"direction_id": 1, "status_id": _OTHER},
    ),
    _form("mail_open", (_OTHER, "Open"), _SUBJECT, {"direction_id": 0}),
    *_by_outcome(
        *("cloud_call", (_OTHER, "Call")),
        {"host": "cloud.account.name", "name": "api.operation", "path": "resources.0.name"},
        {"cloud.provider": "example", "metadata.profiles.2": "cloud"},
    ),
    _form("log_clear", (1, "Clear"), {"name": "log_name"}),
    _form("control_verdict", (1, "Create"), {**_FINDING, "outcome": "disposition"}, _UNLISTED),
    *(
        _form("control_verdict", (1, "Create"), _FINDING, {**_CONTROL, **verdict}, {"outcome": it})
        for it, verdict in _VERDICTS.items()
    ),
    _form("control_change", (_OTHER, ""), {"name": "app.name", "outcome": "activity_name"}),
    *(
        _form("control_change", activity, {"name": "app.name"}, {}, {"outcome": outcome})
        for outcome, activity in _CONTROL_CHANGES.items()
    ),
)

_STYLE = Style(
    name="ocsf",
    forms=_FORMS,
    other=Form("", _class(0, _OTHER, ""), {"type": "activity_name", **_USUAL}),
    extra="unmapped.{}",
    key="type_uid",
    time="time_dt",
    second=second_of,
    told=("time",),
    fields=nested.fields,
)
_WRITE = nested.writer(_STYLE, _in_order, _clock)

DIALECT = Dialect(
    name="ocsf",
    summary="Events of the open cybersecurity schema framework, OCSF 1.8: nested JSON.",
    write=_WRITE,
    read=reader(_STYLE, _WRITE),
)
