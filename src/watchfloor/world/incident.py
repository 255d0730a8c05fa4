"""The whole story: organisation, events, alerts, and the sealed answer key."""

import msgspec

from watchfloor.world.event import Event
from watchfloor.world.organisation import Organisation
from watchfloor.world.rule import Alert
from watchfloor.world.rules import RULES


class Incident(msgspec.Struct, frozen=True):
    """What happened and what is true about it; the answer key is for verifiers alone."""

    organisation: Organisation
    events: tuple[Event, ...]
    alerts: tuple[Alert, ...]
    answer_key: tuple[str, ...]
    """The names of the hostile activities in it, sorted."""


def assemble(
    organisation: Organisation, events: tuple[Event, ...], answer_key: tuple[str, ...]
) -> Incident:
    """Return the incident made of *events*, with the alerts that the rules raise on them."""
    alerts = [alert for rule in RULES.values() for alert in rule.alerts(events)]
    by_time = tuple(sorted(alerts, key=lambda alert: (alert.second, alert.rule)))
    return Incident(organisation, events, by_time, answer_key)
