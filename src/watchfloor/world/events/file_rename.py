"""A program renames many files at once."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="file_rename",
    summary="A program renames many files at once.",
    ocsf_class=1001,
    fills=(
        "host",
        "user",
        "process",
        "path",
        "size",
    ),
    example=Event(
        "log-01",
        32400,
        "file_rename",
        host="ws-el-07",
        user="ada.abe",
        process="photos.exe",
        path="C:\\Users\\ada.abe\\Pictures",
        size=24,
    ),
)
