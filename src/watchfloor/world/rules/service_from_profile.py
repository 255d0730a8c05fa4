"""A service is installed that runs from a user's folder."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Rule, has_any

_PLACES = ("\\appdata\\", "\\temp\\")


RULE = Rule(
    name="service_from_profile",
    summary="A service is installed that runs from a user's folder.",
    technique="T1543.003",
    grade="code",
    on="service_install",
    matches=lambda event: has_any(event.command.lower(), _PLACES),
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "service_install",
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
                "service_install",
                host="ws-el-07",
                user="ada.abe",
                command="C:\\Program Files\\Print\\helper.exe",
                name="PrintHelper",
            ),
        ),
    ),
)
