"""A machine asks for a made-up name of a provider of dynamic names."""

from watchfloor.world.entities import DYNAMIC_NAMES
from watchfloor.world.event import Event
from watchfloor.world.rule import Rule

RULE = Rule(
    name="generated_domain",
    summary="A machine asks for a made-up name of a provider of dynamic names.",
    technique="T1568.002",
    grade="attempt",
    on="dns_query",
    matches=lambda event: event.name.lower().endswith(DYNAMIC_NAMES),
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "dns_query",
                host="ws-el-07",
                process="svchost.exe",
                name="qx7zk2vd9k.dyn.example",
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
        (
            Event(
                "log-01",
                32400,
                "dns_query",
                host="ws-el-07",
                process="chrome.exe",
                name="img-7f3a9c21.cdn.example",
            ),
        ),
    ),
)
