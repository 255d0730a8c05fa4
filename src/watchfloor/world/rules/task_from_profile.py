"""A task is set to run a program from a user's folder."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Rule, has_any

_PLACES = ("\\appdata\\", "\\temp\\")


RULE = Rule(
    name="task_from_profile",
    summary="A task is set to run a program from a user's folder.",
    technique="T1053.005",
    grade="code",
    on="task_schedule",
    matches=lambda event: has_any(event.command.lower(), _PLACES),
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "task_schedule",
                host="ws-el-07",
                user="ada.abe",
                command="C:\\Users\\ada.abe\\AppData\\Roaming\\x.exe",
                name="Updater",
            ),
        ),
    ),
    silent_on=(
        (
            Event(
                "log-01",
                32400,
                "task_schedule",
                host="ws-el-07",
                user="ada.abe",
                command="C:\\Program Files\\Desk\\clean.exe",
                name="CleanDesk",
            ),
        ),
    ),
)
