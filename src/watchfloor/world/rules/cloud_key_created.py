"""A key to the cloud is made from outside."""

from watchfloor.world.entities import OUTSIDE
from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule

RULE = Rule(
    name="cloud_key_created",
    summary="A key to the cloud is made from outside.",
    technique="T1098.001",
    grade="entry",
    on="cloud_call",
    key=Key("name", ("createaccesskey",)),
    matches=lambda event: event.outcome.lower() == "success" and event.source_ip in OUTSIDE,
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
