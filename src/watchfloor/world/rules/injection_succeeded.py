"""A web server answers an injected question."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule, has_any

_SIGNS = (" union select ", "' or 1=1", "; drop table", "waitfor delay")


RULE = Rule(
    name="injection_succeeded",
    summary="A web server answers an injected question.",
    technique="T1190",
    grade="entry",
    on="http_request",
    key=Key("outcome", ("200",)),
    matches=lambda event: has_any(event.name.lower(), _SIGNS),
    actor="source_ip",
    reaches=True,
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "http_request",
                host="web-el-06",
                source_ip="203.0.113.7",
                name="/item?id=1 UNION SELECT 1,2",
                outcome="200",
            ),
        ),
    ),
    silent_on=(
        (
            Event(
                "log-01",
                32400,
                "http_request",
                host="web-el-06",
                source_ip="203.0.113.7",
                name="/item?id=1 UNION SELECT 1,2",
                outcome="403",
            ),
        ),
    ),
)
