from collections import Counter

import pytest

from conformance.test_incident_types import ending, holding
from watchfloor.logsentinel.actions import Mitigate
from watchfloor.logsentinel.estate import SLOTS
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.mitigation import Mitigation
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.roles import ROLES

NAMES = {slot.name for slot in SLOTS}
EVERY = pytest.mark.parametrize("mitigation", MITIGATIONS.values(), ids=MITIGATIONS)
HELPFUL = set().union(*(holding(kind) | ending(kind) for kind in INCIDENT_TYPES.values()))


def test_every_role_has_mitigations_of_its_own() -> None:
    """There are thirty at least, and no role is without."""
    owned = Counter(each.role for each in MITIGATIONS.values())

    assert len(MITIGATIONS) >= 30
    assert set(owned) == set(ROLES)


def test_the_specialists_can_do_much_and_the_commander_little() -> None:
    """Whoever leads the room touches no system; the others share the work."""
    owned = Counter(each.role for each in MITIGATIONS.values())

    assert owned["app_sre"] >= 10
    assert owned["db_sre"] >= 8
    assert owned["security_analyst"] >= 10
    assert not HELPFUL & {each.name for each in MITIGATIONS.values() if each.role == commander()}


def commander() -> str:
    """Return the role that has the first word."""
    return min(ROLES.values(), key=lambda role: role.order).name


@EVERY
def test_whoever_owns_a_mitigation_can_order_it(mitigation: Mitigation) -> None:
    """The owner is a seat that has the move."""
    assert Mitigate in ROLES[mitigation.role].moves


@EVERY
def test_a_mitigation_is_told_in_sentences(mitigation: Mitigation) -> None:
    """What the runbook says of it ends with a full stop."""
    assert mitigation.summary[0].isupper()
    assert mitigation.summary.endswith(".")


@EVERY
def test_a_mitigation_takes_time(mitigation: Mitigation) -> None:
    """Nothing acts in the tick in which it is ordered."""
    assert mitigation.delay >= 1


@EVERY
def test_a_side_effect_has_an_amount_and_an_end(mitigation: Mitigation) -> None:
    """Errors, capacity and traffic turned away come with a number of ticks, and nothing else."""
    assert bool(mitigation.error) == bool(mitigation.error_ticks)
    assert bool(mitigation.capacity_lost) == bool(mitigation.capacity_ticks)
    assert bool(mitigation.shed) == bool(mitigation.shed_ticks)


@EVERY
def test_a_change_is_made_to_slots_that_exist(mitigation: Mitigation) -> None:
    """A mitigation sets a quantity of known services, and no quantity of a service twice."""
    changed = [change.quantity for change in mitigation.changes]

    assert len(set(changed)) == len(changed)
    assert all(set(change.slots) <= NAMES for change in mitigation.changes)


@EVERY
def test_a_mitigation_helps_against_what_exists(mitigation: Mitigation) -> None:
    """What it says that it holds or ends is an incident type, and a harmful one."""
    named = (*mitigation.contains, *mitigation.fixes)

    assert all(INCIDENT_TYPES[name].family != "harmless" for name in named)


@EVERY
def test_what_a_mitigation_undoes_lasts(mitigation: Mitigation) -> None:
    """It restores only others, and only those that take capacity or cause errors for a while."""
    undone = [MITIGATIONS[name] for name in mitigation.restores]

    assert mitigation.name not in mitigation.restores
    assert all(each.error_ticks or each.capacity_ticks for each in undone)


def test_most_mitigations_help_and_some_only_tempt() -> None:
    """Trying whatever there is meets some that help against nothing."""
    idle = set(MITIGATIONS) - HELPFUL

    assert idle
    assert len(idle) * 5 <= len(MITIGATIONS)


def test_every_intrusion_asks_for_a_risky_mitigation_or_costs_capacity() -> None:
    """Ending an intrusion is never free of side effects."""
    free = [
        kind.name
        for kind in INCIDENT_TYPES.values()
        if kind.family == "security"
        and any(
            not (it.is_risky or it.error or it.capacity_lost)
            for it in map(MITIGATIONS.__getitem__, ending(kind))
        )
    ]

    assert free == []
