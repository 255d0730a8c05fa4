"""A shell is started from another machine."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule

_REMOTE = ("psexesvc.exe", "wmiprvse.exe", "wsmprovhost.exe")
_SHELLS = ("cmd.exe", "powershell.exe")


RULE = Rule(
    name="remote_execution",
    summary="A shell is started from another machine.",
    technique="T1569.002",
    grade="code",
    on="process_start",
    key=Key("process", _SHELLS),
    matches=lambda event: event.parent.lower() in _REMOTE,
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "process_start",
                host="ws-el-07",
                user="ada.abe",
                process="cmd.exe",
                parent="psexesvc.exe",
                command="cmd.exe /c hostname",
            ),
        ),
    ),
    silent_on=(
        (
            Event(
                "log-01",
                32400,
                "process_start",
                host="ws-el-07",
                user="ada.abe",
                process="notepad.exe",
                parent="explorer.exe",
                command="notepad.exe a.txt",
            ),
        ),
    ),
)
