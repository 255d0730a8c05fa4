"""What goes on all day and sets nothing off, for each type of event."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from watchfloor.seeds import Stream
from watchfloor.world.activity import Cast
from watchfloor.world.entities import Host, Kind, outside_address
from watchfloor.world.event import Event

Maker: TypeAlias = Callable[[Cast, Stream], Event]

_SITES = (
    *("news.example", "mail.example", "maps.example", "wiki.example", "updates.example"),
    *("d3k9x7q2.cdn.example", "img-7f3a9c21.cdn.example"),
)
_WORK = (
    *(("winword.exe", "draft.docx"), ("winword.exe", "offer.docx"), ("excel.exe", "plan.xlsx")),
    *(("excel.exe", "rota.xlsx"), ("powerpnt.exe", "map.pptx"), ("notepad.exe", "todo.txt")),
)
"""Programs with what is open in them."""
_COMMANDS = (
    *(f"{program} {document}" for program, document in _WORK),
    *("chrome.exe --new-window https://wiki.example/", "outlook.exe /recycle", "teams.exe"),
)
_CHORES = (
    *("powershell.exe -File C:\\Scripts\\report.ps1", "net.exe use Z: \\\\files\\shared"),
    *("certutil.exe -hashfile report.pdf SHA256", "vssadmin.exe list shadows"),
    *("rundll32.exe shell32.dll,Control_RunDLL", "cmd.exe /c mklink /D now today"),
)
"""What administrators and scripts start, with tools that attackers use too."""
_SUBJECTS = ("Minutes of Monday.pdf", "Lunch on Friday", "Offer.pdf", "Rota for May", "Welcome")
_PAGES = ("/", "/shop/cart", "/news", "/contact", "/item?id=7", "/static/site.css")
_INSTALLED = (
    ("Updater", "C:\\Program Files\\Updater\\updater.exe"),
    ("SyncAgent", "C:\\Program Files\\Sync\\agent.exe --background"),
    ("PrintHelper", "C:\\Program Files\\Print\\helper.exe"),
    ("CacheService", "C:\\Program Files\\Desk\\cache.exe"),
)
"""What is installed, and under which name it starts."""
_LOADED = (
    ("mpcmdrun.exe", "C:\\Windows\\System32\\cryptsp.dll"),
    ("mpcmdrun.exe", "C:\\Windows\\System32\\version.dll"),
    ("procexp.exe", "C:\\Windows\\System32\\dbghelp.dll"),
    ("winword.exe", "C:\\Windows\\System32\\version.dll"),
    ("onedrive.exe", "C:\\Windows\\System32\\dbghelp.dll"),
    ("onedrive.exe", "C:\\Users\\{}\\AppData\\Local\\Microsoft\\OneDrive\\filesync.dll"),
    ("teams.exe", "C:\\Users\\{}\\AppData\\Local\\Microsoft\\Teams\\current\\ffmpeg.dll"),
)
_SERVER = 3
"""Programs with libraries of the system's, and of their own where they live in a user's folder; of
those the first so many are found on servers too."""
_TALKERS = ("chrome.exe", "teams.exe", "outlook.exe", "sync.exe", "svchost.exe")
"""Programs that talk to the outside; the last two do so on servers too."""
_CALLS = (
    ("DescribeInstances", "region/north"),
    ("GetObject", "bucket/reports/may.csv"),
    ("ListUsers", "user/"),
    ("PutBucketAcl", "bucket/scratch?acl=private"),
)


def _desk(cast: Cast) -> Host:
    """Return the workstation of the user in *cast*, or where they are if nobody knows it."""
    return cast.organisation.desks.get(cast.user, cast.host)


def signed_in(cast: Cast) -> Event:
    """Return somebody's ordinary sign-in, from their own machine."""
    return _signing_in(cast, "success")


def _signing_in(cast: Cast, outcome: str) -> Event:
    source = _desk(cast).ip
    return Event("", 0, "sign_in", cast.host.name, cast.user, source_ip=source, outcome=outcome)


def _sign_in(cast: Cast, draw: Stream) -> Event:
    return _signing_in(cast, draw.pick(("success", "success", "failure")))


def _privilege_grant(cast: Cast, draw: Stream) -> Event:
    group = draw.pick(("Print Users", "Sales Readers", "Project Apollo"))
    return Event("", 0, "privilege_grant", cast.host.name, cast.user, cast.account, name=group)


def _account_change(cast: Cast, draw: Stream) -> Event:
    name = draw.pick(("password_reset", "phone_changed", "unlocked"))
    return Event("", 0, "account_change", cast.host.name, cast.user, cast.account, name=name)


def _process_start(cast: Cast, draw: Stream) -> Event:
    is_chore = cast.host.kind == "server" or draw.chance(1, 3)
    command = draw.pick(_CHORES if is_chore else _COMMANDS)
    parent = draw.pick(("cmd.exe", "svchost.exe")) if is_chore else "explorer.exe"
    if command.startswith(parent):
        parent = "explorer.exe"
    host, user, program = cast.host.name, cast.user, command.partition(" ")[0]
    return Event(
        "", 0, "process_start", host, user, process=program, parent=parent, command=command
    )


def _process_access(cast: Cast, draw: Stream) -> Event:
    path = draw.pick(("C:\\Windows\\System32\\spoolsv.exe", "C:\\Windows\\explorer.exe"))
    program = draw.pick(("procexp.exe", "taskmgr.exe"))
    return Event("", 0, "process_access", cast.host.name, cast.user, process=program, path=path)


def _script_block(cast: Cast, draw: Stream) -> Event:
    command = draw.pick(("Get-ChildItem C:\\Reports", "Get-Date", "Test-Path D:\\Shares"))
    host, user = cast.host.name, cast.user
    return Event("", 0, "script_block", host, user, process="powershell.exe", command=command)


def _service_install(cast: Cast, draw: Stream) -> Event:
    name, command = draw.pick(_INSTALLED)
    return Event("", 0, "service_install", cast.host.name, cast.user, name=name, command=command)


def _task_schedule(cast: Cast, draw: Stream) -> Event:
    name, command = draw.pick(_INSTALLED)
    return Event("", 0, "task_schedule", cast.host.name, cast.user, name=name, command=command)


def _startup_change(cast: Cast, draw: Stream) -> Event:
    name, command = draw.pick(_INSTALLED)
    path = f"HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\{name}"
    return Event("", 0, "startup_change", cast.host.name, cast.user, path=path, command=command)


def _file_write(cast: Cast, draw: Stream) -> Event:
    program, document = draw.pick(_WORK)
    path = f"C:\\Users\\{cast.user}\\Documents\\{document}"
    host, user, size = cast.host.name, cast.user, draw.between(9_000, 90_000)
    return Event("", 0, "file_write", host, user, process=program, path=path, size=size)


def _file_rename(cast: Cast, draw: Stream) -> Event:
    path = draw.pick(("D:\\Shares", "C:\\Users", "E:\\Projects"))
    host, user, program = cast.host.name, cast.user, draw.pick(("archive.exe", "photos.exe"))
    size = draw.between(2, 60)
    return Event("", 0, "file_rename", host, user, process=program, path=path, size=size)


def _image_load(cast: Cast, draw: Stream) -> Event:
    program, path = draw.pick(_LOADED[:_SERVER] if cast.host.kind == "server" else _LOADED)
    host, user = cast.host.name, cast.user
    return Event("", 0, "image_load", host, user, process=program, path=path.format(user))


def _network_flow(cast: Cast, draw: Stream) -> Event:
    return Event(
        "",
        0,
        "network_flow",
        cast.host.name,
        cast.user,
        process=draw.pick(_TALKERS if cast.host.kind == "workstation" else _TALKERS[-2:]),
        source_ip=cast.host.ip,
        target_ip=outside_address(draw),
        port=draw.pick((80, 443)),
        size=draw.between(400, 90_000),
    )


def _dns_query(cast: Cast, draw: Stream) -> Event:
    host, user, site = cast.host.name, cast.user, draw.pick(_SITES)
    program = "chrome.exe" if cast.host.kind == "workstation" else "svchost.exe"
    return Event("", 0, "dns_query", host, user, process=program, name=site)


def _http_request(cast: Cast, draw: Stream) -> Event:
    host, origin, page = cast.host.name, outside_address(draw), draw.pick(_PAGES)
    outcome = draw.pick(("200", "200", "404"))
    return Event("", 0, "http_request", host, source_ip=origin, name=page, outcome=outcome)


def _mail_delivery(cast: Cast, draw: Stream) -> Event:
    origin, subject = outside_address(draw), draw.pick(_SUBJECTS)
    host, user, outcome = cast.host.name, cast.user, draw.pick(("delivered", "delivered", "held"))
    return Event(
        "", 0, "mail_delivery", host, user, source_ip=origin, name=subject, outcome=outcome
    )


def _mail_open(cast: Cast, draw: Stream) -> Event:
    return Event("", 0, "mail_open", cast.host.name, cast.user, name=draw.pick(_SUBJECTS))


def _cloud_call(cast: Cast, draw: Stream) -> Event:
    host, user, (name, path) = cast.host.name, cast.user, draw.pick(_CALLS)
    return Event(
        "",
        0,
        "cloud_call",
        host,
        user,
        path=path,
        source_ip=_desk(cast).ip,
        name=name,
        outcome="success",
    )


def _control_verdict(cast: Cast, draw: Stream) -> Event:
    path = f"C:\\Users\\{cast.user}\\Downloads\\{draw.pick(('setup.exe', 'toolbar.exe'))}"
    host, user, name = cast.host.name, cast.user, draw.pick(("unwanted/toolbar", "unwanted/miner"))
    return Event("", 0, "control_verdict", host, user, path=path, name=name, outcome="blocked")


def _control_change(cast: Cast, draw: Stream) -> Event:
    name = draw.pick(("real-time protection", "tamper protection", "script scanning"))
    host, user = cast.host.name, cast.user
    return Event("", 0, "control_change", host, user, name=name, outcome="updated")


def _log_clear(cast: Cast, draw: Stream) -> Event:
    name = draw.pick(("Application", "Setup", "Microsoft-Windows-PrintService/Operational"))
    return Event("", 0, "log_clear", cast.host.name, cast.user, name=name)


class Quiet(NamedTuple):
    """An ordinary event and the kinds of machine it happens on."""

    at: tuple[Kind, ...]
    make: Maker


PLACED = ("sign_in", "cloud_call")
"""The types that say where an account is used from."""
_DESK: tuple[Kind, ...] = ("workstation", "server")

QUIET: tuple[Quiet, ...] = (
    Quiet(("workstation", "server", "domain_controller"), _sign_in),
    Quiet(("domain_controller",), _privilege_grant),
    Quiet(("domain_controller",), _account_change),
    Quiet(_DESK, _process_start),
    Quiet(_DESK, _process_access),
    Quiet(_DESK, _script_block),
    Quiet(_DESK, _service_install),
    Quiet(_DESK, _task_schedule),
    Quiet(_DESK, _startup_change),
    Quiet(("workstation",), _file_write),
    Quiet(("workstation", "server", "database"), _file_rename),
    Quiet(_DESK, _image_load),
    Quiet(("workstation", "server", "database"), _network_flow),
    Quiet(_DESK, _dns_query),
    Quiet(("web_server",), _http_request),
    Quiet(("mail_gateway",), _mail_delivery),
    Quiet(("workstation",), _mail_open),
    Quiet(("cloud_tenant",), _cloud_call),
    Quiet(_DESK, _control_verdict),
    Quiet(_DESK, _control_change),
    Quiet(_DESK, _log_clear),
)
"""One of each type."""

QUIET_AT: dict[str, tuple[Kind, ...]] = {
    quiet.make.__name__.removeprefix("_"): quiet.at for quiet in QUIET
}
"""Where each type of event ordinarily happens."""
