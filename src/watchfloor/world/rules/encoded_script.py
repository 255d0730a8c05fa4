"""PowerShell runs a command that is encoded."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule, has_any

_SWITCHES = (" -e ", " -ec ", " -en ", " -enc ", " -enco ", " -encod ", " -encode ", " -encoded")


RULE = Rule(
    name="encoded_script",
    summary="PowerShell runs a command that is encoded.",
    technique="T1059.001",
    grade="code",
    on="process_start",
    key=Key("process", ("powershell.exe",)),
    matches=lambda event: has_any(event.command.lower(), _SWITCHES),
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "process_start",
                host="ws-el-07",
                user="ada.abe",
                process="powershell.exe",
                parent="explorer.exe",
                command="powershell.exe -nop -enc SQBFAFgA",
            ),
        ),
        (
            Event(
                "log-01",
                32400,
                "process_start",
                host="ws-el-07",
                user="ada.abe",
                process="PowerShell.exe",
                parent="cmd.exe",
                command="PowerShell.exe -EncodedCommand SQBFAFgA",
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
                process="powershell.exe",
                parent="explorer.exe",
                command="powershell.exe -File report.ps1",
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
                parent="cmd.exe",
                command="powershell.exe -c Out-File a.txt -Encoding utf8",
            ),
        ),
    ),
)
