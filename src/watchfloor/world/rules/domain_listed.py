"""A machine asks the domain for its accounts or its groups."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule, has_any

_TOOLS = ("net.exe", "net1.exe")
_LISTS = (" user", " group")


def _matches(event: Event) -> bool:
    command = event.command.lower()
    return "/domain" in command and has_any(command, _LISTS)


RULE = Rule(
    name="domain_listed",
    summary="A machine asks the domain for its accounts or its groups.",
    technique="T1087.002",
    grade="attempt",
    on="process_start",
    key=Key("process", _TOOLS),
    matches=_matches,
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
                command="net.exe accounts /domain",
            ),
        ),
        (
            Event(
                "log-01",
                32400,
                "process_start",
                host="ws-el-07",
                user="ada.abe",
                process="net.exe",
                parent="cmd.exe",
                command="net.exe user ada.abe",
            ),
        ),
    ),
)
