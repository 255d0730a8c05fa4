"""The copies that a machine recovers from are deleted."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule

RULE = Rule(
    name="shadow_copies_deleted",
    summary="The copies that a machine recovers from are deleted.",
    technique="T1490",
    grade="grave",
    on="process_start",
    key=Key("process", ("vssadmin.exe",)),
    matches=lambda event: "delete shadows" in event.command.lower(),
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "process_start",
                host="ws-el-07",
                user="ada.abe",
                process="vssadmin.exe",
                parent="cmd.exe",
                command="vssadmin.exe delete shadows /all",
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
                process="vssadmin.exe",
                parent="cmd.exe",
                command="vssadmin.exe list shadows",
            ),
        ),
    ),
)
