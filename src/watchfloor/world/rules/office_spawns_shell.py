"""An office program starts a shell."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule

_OFFICE = ("winword.exe", "excel.exe", "outlook.exe")
_SHELLS = ("cmd.exe", "powershell.exe", "wscript.exe", "mshta.exe")


RULE = Rule(
    name="office_spawns_shell",
    summary="An office program starts a shell.",
    technique="T1204.002",
    grade="code",
    on="process_start",
    key=Key("process", _SHELLS),
    matches=lambda event: event.parent.lower() in _OFFICE,
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "process_start",
                host="ws-el-07",
                user="ada.abe",
                process="cmd.exe",
                parent="winword.exe",
                command="cmd.exe /c whoami",
            ),
        ),
        (
            Event(
                "log-01",
                32400,
                "process_start",
                host="ws-el-07",
                user="ada.abe",
                process="powershell.exe",
                parent="WINWORD.EXE",
                command="powershell.exe -File open.ps1",
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
                process="splwow64.exe",
                parent="winword.exe",
                command="splwow64.exe 12288",
            ),
        ),
    ),
)
