"""A message with a file that runs is delivered."""

from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule

_RUNS = (".iso", ".lnk", ".hta", ".js")


RULE = Rule(
    name="lure_delivered",
    summary="A message with a file that runs is delivered.",
    technique="T1566.001",
    grade="attempt",
    on="mail_delivery",
    key=Key("outcome", ("delivered",)),
    matches=lambda event: event.name.lower().endswith(_RUNS),
    actor="source_ip",
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "mail_delivery",
                host="mx-el-03",
                user="ada.abe",
                source_ip="192.0.2.25",
                name="Invoice 4417.iso",
                outcome="delivered",
            ),
        ),
    ),
    silent_on=(
        (
            Event(
                "log-01",
                32400,
                "mail_delivery",
                host="mx-el-03",
                user="ada.abe",
                source_ip="192.0.2.25",
                name="Invoice 4417.iso",
                outcome="held",
            ),
        ),
    ),
)
