"""A script interpreter sends data to an address outside."""

from watchfloor.world.entities import OUTSIDE
from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule

_INTERPRETERS = ("powershell.exe", "wscript.exe", "mshta.exe")


RULE = Rule(
    name="interpreter_calls_out",
    summary="A script interpreter sends data to an address outside.",
    technique="T1071.001",
    grade="code",
    on="network_flow",
    key=Key("process", _INTERPRETERS),
    matches=lambda event: event.target_ip in OUTSIDE,
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "network_flow",
                host="ws-el-07",
                process="powershell.exe",
                source_ip="10.4.1.17",
                target_ip="198.51.100.20",
                port=443,
                size=512,
            ),
        ),
    ),
    silent_on=(
        (
            Event(
                "log-01",
                32400,
                "network_flow",
                host="ws-el-07",
                process="chrome.exe",
                source_ip="10.4.1.17",
                target_ip="198.51.100.20",
                port=443,
                size=512,
            ),
        ),
    ),
)
