"""An account is put into a group of administrators."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule

_GROUPS = ("domain admins", "enterprise admins", "backup operators")


RULE = Rule(
    name="admin_granted",
    summary="An account is put into a group of administrators.",
    technique="T1098.007",
    grade="grave",
    on="privilege_grant",
    key=Key("name", _GROUPS),
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "privilege_grant",
                host="dc-el-01",
                user="ada.abe",
                account="b.costa",
                name="Domain Admins",
            ),
        ),
    ),
    silent_on=(
        (
            Event(
                "log-01",
                32400,
                "privilege_grant",
                host="dc-el-01",
                user="ada.abe",
                account="b.costa",
                name="Print Users",
            ),
        ),
    ),
)
