"""A program writes a file."""

from watchfloor.world.event import Event, EventType

EVENT_TYPE = EventType(
    name="file_write",
    summary="A program writes a file.",
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
        "file_write",
        host="ws-el-07",
        user="ada.abe",
        process="winword.exe",
        path="C:\\Users\\ada.abe\\Documents\\report.docx",
        size=40960,
    ),
)
