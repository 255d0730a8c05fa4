"""An account is used from outside without the company network."""

from watchfloor.world.entities import OUTSIDE
from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule

RULE = Rule(
    name="outside_sign_in",
    summary="An account is used from outside without the company network.",
    technique="T1078",
    grade="entry",
    on="sign_in",
    key=Key("outcome", ("success",)),
    matches=lambda event: event.source_ip in OUTSIDE,
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "sign_in",
                host="dc-el-01",
                user="ada.abe",
                source_ip="203.0.113.7",
                outcome="success",
            ),
        ),
    ),
    silent_on=(
        (
            Event(
                "log-01",
                32400,
                "sign_in",
                host="dc-el-01",
                user="ada.abe",
                source_ip="10.4.1.17",
                outcome="success",
            ),
        ),
    ),
)
