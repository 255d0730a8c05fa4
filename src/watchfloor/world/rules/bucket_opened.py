"""A store of files is opened to everybody."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule

RULE = Rule(
    name="bucket_opened",
    summary="A store of files is opened to everybody.",
    technique="T1530",
    grade="grave",
    on="cloud_call",
    key=Key("name", ("putbucketacl",)),
    matches=lambda event: (
        "public-read" in event.path.lower() and event.outcome.lower() == "success"
    ),
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "cloud_call",
                host="cloud-el-08",
                user="ada.abe",
                path="bucket/contracts?acl=public-read",
                source_ip="203.0.113.7",
                name="PutBucketAcl",
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
                path="bucket/contracts?acl=public-read",
                source_ip="203.0.113.7",
                name="PutBucketAcl",
                outcome="denied",
            ),
        ),
        (
            Event(
                "log-01",
                32400,
                "cloud_call",
                host="cloud-el-08",
                user="ada.abe",
                path="bucket/scratch?acl=private",
                source_ip="10.4.1.17",
                name="PutBucketAcl",
                outcome="success",
            ),
        ),
    ),
)
