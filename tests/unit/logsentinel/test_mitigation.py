import pytest

from watchfloor.logsentinel.estate import SLOTS
from watchfloor.logsentinel.fixed_point import ONE
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.roles import ROLES


@pytest.mark.parametrize("name", MITIGATIONS)
def test_a_mitigation_is_what_the_world_can_compute(name: str) -> None:
    """It belongs to a role, takes time, and its side effects last as long as they say."""
    it = MITIGATIONS[name]
    slots = {slot.name for slot in SLOTS}

    assert it.role in ROLES
    assert it.delay >= 1
    assert 0 <= it.error <= ONE
    assert -ONE <= it.capacity_lost <= ONE
    assert (it.error > 0) == (it.error_ticks > 0)
    assert (it.capacity_lost != 0) == (it.capacity_ticks > 0)
    assert (it.shed > 0) == (it.shed_ticks > 0)
    assert all(slot in slots for change in it.changes for slot in change.slots)
    assert all(other in MITIGATIONS for other in it.restores)


def test_there_are_thirty_of_them_for_four_roles() -> None:
    """Each role has something to do, and the risky ones are not only of one."""
    risky = {it.role for it in MITIGATIONS.values() if it.is_risky}

    assert len(MITIGATIONS) >= 30
    assert {it.role for it in MITIGATIONS.values()} == set(ROLES)
    assert len(risky) > 1
