"""One account asks a machine for who and what is on it, by a listing of the domain."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule

_TOOLS = ("net.exe", "nltest.exe")


RULE = Rule(
    name="rapid_discovery",
    summary="One account asks a machine for who and what is on it, by a listing of the domain.",
    technique="T1087.002",
    grade="attempt",
    on="process_start",
    key=Key("process", _TOOLS),
    matches=lambda event: "/domain" in event.command.lower(),
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "process_start",
                host="ws-el-07",
                user="ada.abe",
                process="net.exe",
                parent="cmd.exe",
                command="net.exe group /domain",
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
                process="net.exe",
                parent="cmd.exe",
                command="net.exe use Z:",
            ),
        ),
    ),
)
