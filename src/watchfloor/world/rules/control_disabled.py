"""A control of a machine is switched off."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule

RULE = Rule(
    name="control_disabled",
    summary="A control of a machine is switched off.",
    technique="T1685",
    grade="grave",
    on="control_change",
    key=Key("outcome", ("disabled",)),
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "control_change",
                host="ws-el-07",
                user="ada.abe",
                name="endpoint agent",
                outcome="disabled",
            ),
        ),
    ),
    silent_on=(
        (
            Event(
                "log-01",
                32400,
                "control_change",
                host="ws-el-07",
                user="ada.abe",
                name="endpoint agent",
                outcome="updated",
            ),
        ),
    ),
)
