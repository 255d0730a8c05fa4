"""A program renames 200 files or more at once."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Edge, Rule

_EDGE = Edge("size", 200)


RULE = Rule(
    name="mass_encryption",
    summary="A program renames 200 files or more at once.",
    technique="T1486",
    grade="grave",
    on="file_rename",
    matches=lambda event: event.size >= _EDGE.at_least,
    edge=_EDGE,
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "file_rename",
                host="ws-el-07",
                user="ada.abe",
                process="crypt.exe",
                path="C:\\Users\\ada.abe\\Documents",
                size=640,
            ),
        ),
    ),
    silent_on=(
        (
            Event(
                "log-01",
                32400,
                "file_rename",
                host="ws-el-07",
                user="ada.abe",
                process="photos.exe",
                path="C:\\Users\\ada.abe\\Pictures",
                size=24,
            ),
        ),
    ),
)
