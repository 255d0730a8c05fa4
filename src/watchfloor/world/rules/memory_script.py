"""A script unpacks and runs another in memory."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Rule

RULE = Rule(
    name="memory_script",
    summary="A script unpacks and runs another in memory.",
    technique="T1027.010",
    grade="code",
    on="script_block",
    matches=lambda event: "frombase64string" in event.command.lower(),
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "script_block",
                host="ws-el-07",
                user="ada.abe",
                process="powershell.exe",
                command="IEX([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($a)))",
            ),
        ),
    ),
    silent_on=(
        (
            Event(
                "log-01",
                32400,
                "script_block",
                host="ws-el-07",
                user="ada.abe",
                process="powershell.exe",
                command="Get-ChildItem C:\\Reports",
            ),
        ),
    ),
)
