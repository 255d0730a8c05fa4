"""A program in a user's folder is set to start with the session."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Rule, has_any

_PLACES = ("\\appdata\\", "\\temp\\")


RULE = Rule(
    name="run_key_from_profile",
    summary="A program in a user's folder is set to start with the session.",
    technique="T1547.001",
    grade="code",
    on="startup_change",
    matches=lambda event: has_any(event.command.lower(), _PLACES),
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "startup_change",
                host="ws-el-07",
                user="ada.abe",
                command="C:\\Users\\ada.abe\\AppData\\Roaming\\x.exe",
                path="HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\x",
            ),
        ),
    ),
    silent_on=(
        (
            Event(
                "log-01",
                32400,
                "startup_change",
                host="ws-el-07",
                user="ada.abe",
                command="C:\\Program Files\\Notes\\notes.exe",
                path="HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\Notes",
            ),
        ),
    ),
)
