"""A signed program of the system runs a script."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule

RULE = Rule(
    name="signed_proxy",
    summary="A signed program of the system runs a script.",
    technique="T1218.011",
    grade="code",
    on="process_start",
    key=Key("process", ("rundll32.exe",)),
    matches=lambda event: "javascript:" in event.command.lower(),
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "process_start",
                host="ws-el-07",
                user="ada.abe",
                process="rundll32.exe",
                parent="explorer.exe",
                command='rundll32.exe javascript:"\\..\\mshtml,RunHTMLApplication ";alert(1)',
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
                process="rundll32.exe",
                parent="explorer.exe",
                command="rundll32.exe shell32.dll,Control_RunDLL",
            ),
        ),
    ),
)
