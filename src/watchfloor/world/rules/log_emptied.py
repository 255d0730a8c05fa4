"""The security log of a machine is emptied."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule

RULE = Rule(
    name="log_emptied",
    summary="The security log of a machine is emptied.",
    technique="T1685.005",
    grade="grave",
    on="log_clear",
    key=Key("name", ("security",)),
    fires_on=(
        (Event("log-01", 32400, "log_clear", host="ws-el-07", user="ada.abe", name="Security"),),
    ),
    silent_on=(
        (Event("log-01", 32400, "log_clear", host="ws-el-07", user="ada.abe", name="Application"),),
    ),
)
