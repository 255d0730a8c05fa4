"""A library named like one of the system's is loaded from a user's folder."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Rule

_LIBRARIES = ("\\version.dll", "\\dbghelp.dll", "\\cryptsp.dll")


RULE = Rule(
    name="library_from_profile",
    summary="A library named like one of the system's is loaded from a user's folder.",
    technique="T1574.001",
    grade="code",
    on="image_load",
    matches=lambda event: (
        "\\appdata\\" in event.path.lower() and event.path.lower().endswith(_LIBRARIES)
    ),
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "image_load",
                host="ws-el-07",
                user="ada.abe",
                process="teams.exe",
                path="C:\\Users\\ada.abe\\AppData\\Local\\version.dll",
            ),
        ),
    ),
    silent_on=(
        (
            Event(
                "log-01",
                32400,
                "image_load",
                host="ws-el-07",
                user="ada.abe",
                process="teams.exe",
                path="C:\\Windows\\System32\\version.dll",
            ),
        ),
        (
            Event(
                "log-01",
                32400,
                "image_load",
                host="ws-el-07",
                user="ada.abe",
                process="teams.exe",
                path="C:\\Users\\ada.abe\\AppData\\Local\\Microsoft\\Teams\\current\\ffmpeg.dll",
            ),
        ),
    ),
)
