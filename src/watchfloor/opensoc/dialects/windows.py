"""Windows event logs as one line each: Sysmon, Security, System and those beside them.

Backslashes stand as they are, as paths are full of them; what has to be escaped is, as in XML.
"""

import re

from watchfloor.opensoc import flat
from watchfloor.opensoc.dialect import Dialect
from watchfloor.opensoc.form import Fields, Form, Style, reader
from watchfloor.world.timeline import clock, date, second_of

_FIELD = re.compile(r'(?:^| )([A-Za-z_-]+)="([^"]*)"')
_ODD = re.compile(r'[^ -~]|["&]')
_ENTITY = re.compile("&(?:(amp|quot)|#x([0-9A-F]{1,6}));")
_NAMED = {"&": "&amp;", '"': "&quot;"}
_MEANT = {"amp": "&", "quot": '"'}

_SYSMON = "Microsoft-Windows-Sysmon"
_SECURITY = "Microsoft-Windows-Security-Auditing"
_DEFENDER = "Microsoft-Windows-Windows Defender"
_EVENTLOG = "Microsoft-Windows-Eventlog"


def _second(text: str) -> int:
    return second_of(f"{text[:10]}T{text[11:19]}Z")


def _start(marks: Fields) -> tuple[str, str, str]:
    return 'UtcTime="', "".join(f'" {name}="{value}' for name, value in marks.items()), ""


def _fields(line: str) -> Fields:
    return {
        name: _ENTITY.sub(_character, value) if "&" in value else value
        for name, value in _FIELD.findall(line)
    }


def _character(found: re.Match[str]) -> str:
    name, code = found.groups()
    return _MEANT[name] if name else chr(int(code, 16))


def _escape(value: str) -> str:
    return _ODD.sub(lambda found: _NAMED.get(found[0]) or f"&#x{ord(found[0]):X};", value)


def _marks(provider: str, number: str, message: str) -> Fields:
    return {"Provider": provider, "EventID": number, "Message": message}


def _form(type_: str, marks: Fields, **names: str) -> Form:
    return Form(type_, marks, {"host": "Computer", **names})


_SIGN_IN = {
    "host": "Computer",
    "user": "TargetUserName",
    "source_ip": "IpAddress",
    "outcome": "Status",
}
_ACCOUNT = {
    "host": "Computer",
    "user": "SubjectUserName",
    "account": "TargetUserName",
    "source_ip": "CallerAddress",
    "name": "Change",
}
_MEMBER = {
    "host": "Computer",
    "user": "SubjectUserName",
    "account": "MemberName",
    "name": "TargetUserName",
}
_CLEARED = {"host": "Computer", "user": "SubjectUserName", "name": "Channel"}
_CHANGES = {
    "created": ("4720", "A user account was created."),
    "enabled": ("4722", "A user account was enabled."),
    "password_changed": ("4723", "An attempt was made to change an account's password."),
    "password_reset": ("4724", "An attempt was made to reset an account's password."),
    "disabled": ("4725", "A user account was disabled."),
    "deleted": ("4726", "A user account was deleted."),
    "locked_out": ("4740", "A user account was locked out."),
    "unlocked": ("4767", "A user account was unlocked."),
}

_FORMS = (
    Form(
        "sign_in",
        _marks(_SECURITY, "4776", "The computer attempted to validate the credentials."),
        _SIGN_IN,
    ),
    Form(
        "sign_in",
        _marks(_SECURITY, "4624", "An account was successfully logged on."),
        _SIGN_IN,
        {"outcome": "success"},
    ),
    Form(
        "sign_in",
        _marks(_SECURITY, "4625", "An account failed to log on."),
        _SIGN_IN,
        {"outcome": "failure"},
    ),
    Form(
        "account_change",
        _marks(_SECURITY, "4738", "A user account was changed."),
        _ACCOUNT,
    ),
    *(
        Form("account_change", _marks(_SECURITY, *change), _ACCOUNT, {"name": name})
        for name, change in _CHANGES.items()
    ),
    Form(
        "privilege_grant",
        _marks(_SECURITY, "4728", "A member was added to a security-enabled global group."),
        _MEMBER,
    ),
    Form(
        "privilege_grant",
        _marks(_SECURITY, "4756", "A member was added to a security-enabled universal group."),
        _MEMBER,
        {"name": "Enterprise Admins"},
    ),
    Form(
        "privilege_grant",
        _marks(_SECURITY, "4732", "A member was added to a security-enabled local group."),
        _MEMBER,
        {"name": "Backup Operators"},
    ),
    _form(
        "process_start",
        _marks(_SYSMON, "1", "Process Create"),
        user="User",
        process="Image",
        parent="ParentImage",
        command="CommandLine",
    ),
    _form(
        "process_access",
        _marks(_SYSMON, "10", "Process accessed"),
        user="SourceUser",
        process="SourceImage",
        path="TargetImage",
    ),
    _form(
        "script_block",
        _marks("Microsoft-Windows-PowerShell", "4104", "Creating Scriptblock text"),
        user="User",
        process="HostApplication",
        command="ScriptBlockText",
    ),
    _form(
        "service_install",
        _marks("Service Control Manager", "7045", "A service was installed in the system."),
        user="User",
        name="ServiceName",
        command="ImagePath",
    ),
    _form(
        "task_schedule",
        _marks(_SECURITY, "4698", "A scheduled task was created."),
        user="SubjectUserName",
        name="TaskName",
        command="Command",
    ),
    _form(
        "startup_change",
        _marks(_SYSMON, "13", "Registry value set"),
        user="User",
        path="TargetObject",
        command="Details",
    ),
    _form(
        "file_write",
        _marks(_SYSMON, "11", "File created"),
        user="User",
        process="Image",
        path="TargetFilename",
        size="FileSize",
    ),
    _form(
        "file_rename",
        _marks(_SECURITY, "4663", "An attempt was made to access an object: renamed."),
        user="SubjectUserName",
        process="ProcessName",
        path="ObjectName",
        size="ObjectCount",
    ),
    _form(
        "image_load",
        _marks(_SYSMON, "7", "Image loaded"),
        user="User",
        process="Image",
        path="ImageLoaded",
    ),
    _form(
        "network_flow",
        _marks("Flow Exporter", "FLOW", "Flow ended"),
        user="User",
        process="Image",
        source_ip="SourceIp",
        target_ip="DestinationIp",
        port="DestinationPort",
        size="Bytes",
    ),
    _form(
        "dns_query",
        _marks(_SYSMON, "22", "Dns query"),
        user="User",
        process="Image",
        name="QueryName",
    ),
    _form(
        "http_request",
        _marks("Microsoft-Windows-IIS-Logging", "6200", "HTTP request"),
        source_ip="c-ip",
        name="cs-uri-stem",
        outcome="sc-status",
    ),
    _form(
        "mail_delivery",
        _marks("MSExchange Message Tracking", "RECEIVE", "Message received"),
        source_ip="ClientIp",
        user="RecipientAddress",
        name="MessageSubject",
        outcome="RecipientStatus",
    ),
    _form(
        "mail_open",
        _marks("Outlook", "OPEN", "Message opened"),
        user="User",
        name="ItemSubject",
    ),
    _form(
        "cloud_call",
        _marks("Cloud Audit Connector", "CALL", "Operation in the cloud"),
        user="UserId",
        source_ip="ClientIP",
        name="Operation",
        path="ObjectId",
        outcome="ResultStatus",
    ),
    _form(
        "control_verdict",
        _marks(_DEFENDER, "1117", "An action was taken to protect this machine."),
        user="DetectionUser",
        source_ip="SourceIp",
        name="ThreatName",
        path="Path",
        outcome="ActionName",
    ),
    _form(
        "control_change",
        _marks(_DEFENDER, "5007", "The antimalware platform configuration changed."),
        user="User",
        name="FeatureName",
        outcome="NewValue",
    ),
    Form(
        "log_clear",
        _marks(_EVENTLOG, "104", "The log file was cleared."),
        _CLEARED,
    ),
    Form(
        "log_clear",
        _marks(_EVENTLOG, "1102", "The audit log was cleared."),
        _CLEARED,
        {"name": "Security"},
    ),
)

_STYLE = Style(
    name="windows",
    forms=_FORMS,
    other=_form(
        "",
        _marks("Watchfloor", "0", "An event of another type."),
        type="Task",
        user="User",
        account="TargetUserName",
        process="Image",
        parent="ParentImage",
        command="CommandLine",
        path="TargetFilename",
        source_ip="SourceIp",
        target_ip="DestinationIp",
        port="DestinationPort",
    ),
    extra="{}",
    key="EventID",
    time="UtcTime",
    second=_second,
    fields=_fields,
)
_FRAME = flat.Frame(
    clock=clock(date, " ", ".000"),
    start=_start,
    host='" {}="',
    column='" {}="',
    end='"',
    escape=_escape,
    escaped='"&',
)
_WRITE = flat.writer(_STYLE, _FRAME)

DIALECT = Dialect(
    name="windows",
    summary='Windows event logs: Sysmon, Security and System, one line of key="value" each.',
    write=_WRITE,
    read=reader(_STYLE, _WRITE),
)
