"""A program opens the memory that holds the credentials."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Rule

RULE = Rule(
    name="credentials_dumped",
    summary="A program opens the memory that holds the credentials.",
    technique="T1003.001",
    grade="grave",
    on="process_access",
    matches=lambda event: event.path.lower().endswith("\\lsass.exe"),
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "process_access",
                host="ws-el-07",
                user="ada.abe",
                process="procdump.exe",
                path="C:\\Windows\\System32\\lsass.exe",
            ),
        ),
    ),
    silent_on=(
        (
            Event(
                "log-01",
                32400,
                "process_access",
                host="ws-el-07",
                user="ada.abe",
                process="procexp.exe",
                path="C:\\Windows\\System32\\spoolsv.exe",
            ),
        ),
        (
            Event(
                "log-01",
                32400,
                "process_access",
                host="ws-el-07",
                user="ada.abe",
                process="procexp.exe",
                path="C:\\Tools\\notlsass.exe",
            ),
        ),
    ),
)
