from msgspec.structs import replace

from watchfloor.seeds import Seed
from watchfloor.world import incident, organisation
from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.activity import Cast
from watchfloor.world.event import in_order
from watchfloor.world.rules import RULES

GROWN = organisation.grow(Seed.of(2))
CAST = Cast(GROWN, GROWN.hosts[0], GROWN.people[0].name, GROWN.people[1].name, "192.0.2.1")
EVENTS = in_order(
    [
        replace(event, second=60 * second)
        for name in ("password_spray", "large_transfer", "control_disabled")
        for second, event in enumerate(ACTIVITIES[name].leaves(CAST, Seed.of(name).stream()))
    ]
)


def test_an_incident_carries_what_every_rule_makes_of_it() -> None:
    """The alerts of an incident are those of all rules, the earliest first."""
    found = incident.assemble(GROWN, EVENTS, ("password_spray",))
    raised = [alert for rule in RULES.values() for alert in rule.alerts(EVENTS)]
    moments = [(alert.second, alert.rule) for alert in found.alerts]

    assert sorted(map(repr, found.alerts)) == sorted(map(repr, raised))
    assert moments == sorted(moments)
    assert {"large_transfer", "password_spray"} <= {alert.rule for alert in found.alerts}


def test_the_truth_of_an_incident_changes_nothing_that_is_seen() -> None:
    """Events and alerts are the same whatever the answer key says of them."""
    hostile = incident.assemble(GROWN, EVENTS, ("password_spray",))
    harmless = incident.assemble(GROWN, EVENTS, ())

    assert (hostile.events, hostile.alerts) == (harmless.events, harmless.alerts)
    assert hostile != harmless


def test_nothing_happened_in_an_empty_incident() -> None:
    """Without events there are no alerts."""
    assert incident.assemble(GROWN, (), ()).alerts == ()
