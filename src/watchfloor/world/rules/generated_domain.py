"""A machine asks for a name that no person would choose."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Rule

RULE = Rule(
    name="generated_domain",
    summary="A machine asks for a name that no person would choose.",
    technique="T1568.002",
    grade="attempt",
    on="dns_query",
    matches=lambda event: event.name.lower().endswith(".invalid"),
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "dns_query",
                host="ws-el-07",
                process="svchost.exe",
                name="qx7zk2vd.invalid",
            ),
        ),
    ),
    silent_on=(
        (
            Event(
                "log-01",
                32400,
                "dns_query",
                host="ws-el-07",
                process="chrome.exe",
                name="news.example",
            ),
        ),
    ),
)
