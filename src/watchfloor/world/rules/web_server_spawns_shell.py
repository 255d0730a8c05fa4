"""A web server starts a shell."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule

_SERVERS = ("w3wp.exe", "httpd.exe", "nginx.exe")
_SHELLS = ("cmd.exe", "powershell.exe")


RULE = Rule(
    name="web_server_spawns_shell",
    summary="A web server starts a shell.",
    technique="T1505.003",
    grade="code",
    on="process_start",
    key=Key("process", _SHELLS),
    matches=lambda event: event.parent.lower() in _SERVERS,
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "process_start",
                host="web-el-06",
                user="ada.abe",
                process="cmd.exe",
                parent="w3wp.exe",
                command="cmd.exe /c dir",
            ),
        ),
    ),
    silent_on=(
        (
            Event(
                "log-01",
                32400,
                "process_start",
                host="web-el-06",
                user="ada.abe",
                process="php.exe",
                parent="w3wp.exe",
                command="php.exe index.php",
            ),
        ),
    ),
)
