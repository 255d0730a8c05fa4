"""A key to the cloud is made from outside."""

from watchfloor.world.entities import is_outside
from watchfloor.world.event import Event
from watchfloor.world.rule import Rule

RULE = Rule(
    name="cloud_key_created",
    summary="A key to the cloud is made from outside.",
    technique="T1098.001",
    grade="entry",
    on="cloud_call",
    matches=lambda event: (
        event.name.lower() == "createaccesskey"
        and event.outcome.lower() == "success"
        and is_outside(event.source_ip)
    ),
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "cloud_call",
                host="cloud-el-08",
                user="ada.abe",
                path="iam/user/deploy",
                source_ip="203.0.113.7",
                name="CreateAccessKey",
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
                path="iam/user/deploy",
                source_ip="203.0.113.7",
                name="CreateAccessKey",
                outcome="denied",
            ),
        ),
    ),
)
