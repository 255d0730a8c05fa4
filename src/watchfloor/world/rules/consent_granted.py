"""An application is given lasting access from outside."""

from watchfloor.world.entities import OUTSIDE
from watchfloor.world.event import Event
from watchfloor.world.rule import Key, Rule

RULE = Rule(
    name="consent_granted",
    summary="An application is given lasting access from outside.",
    technique="T1528",
    grade="entry",
    on="cloud_call",
    key=Key("name", ("grantconsent",)),
    matches=lambda event: event.outcome.lower() == "success" and event.source_ip in OUTSIDE,
    fires_on=(
        (
            Event(
                "log-01",
                32400,
                "cloud_call",
                host="cloud-el-08",
                user="ada.abe",
                path="app/mail-sync",
                source_ip="203.0.113.7",
                name="GrantConsent",
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
                path="app/mail-sync",
                source_ip="203.0.113.7",
                name="GrantConsent",
                outcome="denied",
            ),
        ),
    ),
)
