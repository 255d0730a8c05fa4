"""An application is given lasting access from outside."""

from watchfloor.world.entities import is_outside
from watchfloor.world.event import Event
from watchfloor.world.rule import Rule

RULE = Rule(
    name="consent_granted",
    summary="An application is given lasting access from outside.",
    technique="T1528",
    grade="entry",
    on="cloud_call",
    matches=lambda event: (
        event.name.lower() == "grantconsent"
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
