"""The audit trail of a cloud, in the shape of CloudTrail: one nested JSON object a line.

As in a trail that takes in what happens elsewhere, the source says which service or product told
it. All are invented.
"""

from collections.abc import Mapping

from watchfloor.opensoc import nested
from watchfloor.opensoc.dialect import Dialect
from watchfloor.opensoc.form import Fields, Form, Style, reader
from watchfloor.world.events import EVENT_TYPES
from watchfloor.world.timeline import HOUR, clock, date, second_of

_VERSION: Fields = {"eventVersion": "1.11"}
_USUAL = {
    "user": "userIdentity.userName",
    "source_ip": "sourceIPAddress",
    "host": "requestParameters.instanceId",
    "account": "requestParameters.userName",
    "process": "requestParameters.processName",
    "parent": "requestParameters.parentProcessName",
    "command": "requestParameters.commandLine",
    "path": "requestParameters.path",
    "target_ip": "requestParameters.destinationIp",
    "port": "requestParameters.destinationPort",
    "name": "requestParameters.name",
    "outcome": "responseElements.result",
    "size": "requestParameters.bytes",
}
"""Where a column stands, unless a type has a place of its own for it."""
_SOURCES = {
    "sign_in": ("signin.example", "UserLogin"),
    "account_change": ("directory.example", "UpdateUser"),
    "privilege_grant": ("directory.example", "AddUserToGroup"),
    "process_start": ("endpoint.example", "StartProcess"),
    "process_access": ("endpoint.example", "OpenProcess"),
    "script_block": ("endpoint.example", "RunScript"),
    "service_install": ("endpoint.example", "CreateService"),
    "task_schedule": ("endpoint.example", "CreateScheduledTask"),
    "startup_change": ("endpoint.example", "SetRegistryValue"),
    "file_write": ("endpoint.example", "WriteFile"),
    "file_rename": ("endpoint.example", "RenameFiles"),
    "image_load": ("endpoint.example", "LoadLibrary"),
    "log_clear": ("endpoint.example", "ClearLog"),
    "network_flow": ("network.example", "FlowLog"),
    "dns_query": ("resolver.example", "Query"),
    "http_request": ("web.example", "HttpRequest"),
    "mail_delivery": ("mail.example", "ReceiveEmail"),
    "mail_open": ("mail.example", "OpenEmail"),
    "control_verdict": ("protection.example", "ReportFinding"),
    "control_change": ("protection.example", "UpdateControl"),
}
"""The service and the operation of each type, but for the calls that name their own."""
_OWN: dict[str, dict[str, str]] = {
    "sign_in": {"outcome": "responseElements.login"},
    "account_change": {"name": "requestParameters.change"},
    "privilege_grant": {"name": "requestParameters.groupName"},
    "process_access": {"path": "requestParameters.targetPath"},
    "script_block": {"command": "requestParameters.scriptText"},
    "service_install": {"name": "requestParameters.serviceName"},
    "task_schedule": {"name": "requestParameters.taskName"},
    "startup_change": {
        "path": "requestParameters.registryPath",
        "command": "requestParameters.registryData",
    },
    "file_rename": {"size": "requestParameters.fileCount"},
    "log_clear": {"name": "requestParameters.logName"},
    "dns_query": {"name": "requestParameters.queryName"},
    "http_request": {
        "name": "requestParameters.requestUri",
        "outcome": "responseElements.statusCode",
    },
    "mail_delivery": {
        "user": "requestParameters.recipient",
        "name": "requestParameters.subject",
    },
    "mail_open": {"name": "requestParameters.subject"},
    "cloud_call": {
        "name": "eventName",
        "host": "recipientAccountId",
        "path": "requestParameters.resourceName",
    },
    "control_verdict": {"name": "requestParameters.findingType"},
    "control_change": {"name": "requestParameters.controlName"},
}


_ORDER = (
    *("eventVersion", "eventTime", "eventSource", "eventName", "userIdentity", "sourceIPAddress"),
    *("errorCode", "errorMessage", "requestParameters", "responseElements", "recipientAccountId"),
    "additionalEventData",
)
"""The members of a line, nearly in the order of the trail."""


_HOURS, _RESTS = clock(lambda day: f'"{date(day)}', "T", 'Z"')


def _clock(second: int) -> str:
    return f"{_HOURS(second // HOUR)}{_RESTS[second % HOUR]}"


def _in_order(fields: Fields) -> Fields:
    everything = {**_VERSION, **fields}
    return dict(sorted(everything.items(), key=lambda field: _ORDER.index(field[0].split(".")[0])))


def _form(type_: str, marks: Fields, given: Mapping[str, str] | None = None) -> Form:
    known, own = EVENT_TYPES[type_], _OWN.get(type_, {})
    columns = [name for name in _USUAL if name in known.fills + known.may_fill]
    names = {name: own.get(name, _USUAL[name]) for name in columns}
    if names.get("user") == _USUAL["user"] and "user" in known.fills:
        marks = {**marks, "userIdentity.type": "User"}
    return Form(type_, marks, names, given or {})


def _marks(type_: str, operation: str = "") -> Fields:
    source, usual = _SOURCES[type_]
    return {"eventSource": source, "eventName": operation or usual}


_CALL: Fields = {"eventSource": "cloud.example"}
_REFUSED: Fields = {"errorMessage": "Failed authentication"}
_FORMS = (
    *(_form(type_, _marks(type_)) for type_ in _SOURCES),
    _form("sign_in", {**_marks("sign_in"), **_REFUSED}, {"outcome": "failure"}),
    _form("account_change", _marks("account_change", "CreateUser"), {"name": "created"}),
    _form("account_change", _marks("account_change", "DeleteUser"), {"name": "deleted"}),
    _form(
        *("account_change", _marks("account_change", "UpdateLoginProfile")),
        {"name": "password_reset"},
    ),
    _form("cloud_call", _CALL),
    _form("cloud_call", {**_CALL, "errorCode": "AccessDenied"}, {"outcome": "failure"}),
)

_STYLE = Style(
    name="cloud",
    forms=_FORMS,
    other=Form("", {"eventSource": "other.example"}, {"type": "eventName", **_USUAL}),
    extra="additionalEventData.{}",
    key="eventSource",
    time="eventTime",
    second=second_of,
    told=tuple(_VERSION),
    fields=nested.fields,
)
_WRITE = nested.writer(_STYLE, _in_order, _clock)

DIALECT = Dialect(
    name="cloud",
    summary="The audit trail of a cloud, in the shape of CloudTrail: nested JSON.",
    write=_WRITE,
    read=reader(_STYLE, _WRITE),
)
