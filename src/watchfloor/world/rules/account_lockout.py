"""An account is locked after too many failures."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule

RULE = Rule(
    name="account_lockout",
    summary="An account is locked after too many failures.",
    technique="T1110.001",
    grade="attempt",
    on="account_change",
    key=Key("name", ("locked_out",)),
    actor="source_ip",
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "account_change",
                host="dc-el-01",
                user="b.costa",
                account="b.costa",
                source_ip="203.0.113.7",
                name="locked_out",
            ),
        ),
    ),
    silent_on=(
        (
            Event(
                "log-01",
                32400,
                "account_change",
                host="dc-el-01",
                user="ada.abe",
                account="b.costa",
                name="password_reset",
            ),
        ),
    ),
)
