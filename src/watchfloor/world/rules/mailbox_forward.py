"""A mailbox is set from outside to send its mail elsewhere."""

from watchfloor.world.entities import OUTSIDE
from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule

RULE = Rule(
    name="mailbox_forward",
    summary="A mailbox is set from outside to send its mail elsewhere.",
    technique="T1114.003",
    grade="entry",
    on="cloud_call",
    key=Key("name", ("new-inboxrule",)),
    matches=lambda event: event.outcome.lower() == "success" and event.source_ip in OUTSIDE,
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "cloud_call",
                host="cloud-el-08",
                user="ada.abe",
                path="mailbox/rule/all",
                source_ip="203.0.113.7",
                name="New-InboxRule",
                outcome="success",
            ),
        ),
    ),
    silent_on=(
        (
            Event(
                "log-01",
                32400,
                "cloud_call",
                host="cloud-el-08",
                user="ada.abe",
                path="mailbox/rule/all",
                source_ip="203.0.113.7",
                name="New-InboxRule",
                outcome="denied",
            ),
        ),
    ),
)
