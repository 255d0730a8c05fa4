import pytest

import rooms
from watchfloor.logsentinel import cells as at
from watchfloor.logsentinel.estate import SLOTS
from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.kernel import tick
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.plan import Mix
from watchfloor.logsentinel.remedy import RELIEF_TICKS
from watchfloor.logsentinel.tables import MITIGATION_INDEX, SLOT_INDEX, TYPE_NAMES
from watchfloor.logsentinel.world import World

API = SLOT_INDEX["api"]


def _ordered(cells: list[int], mitigation: str, service: int, proposal: int = 0) -> None:
    """Put an order for *mitigation* behind those that wait."""
    waiting = range(at.PENDING, at.KNOWN, at.PENDING_SIZE)
    place = next(place for place in waiting if not cells[place])
    due = cells[at.TICK] + MITIGATIONS[mitigation].delay
    row = (MITIGATION_INDEX[mitigation] + 1, service, due, proposal)
    cells[place : place + at.PENDING_SIZE] = row


def _landed(mitigation: str, service: int, world: World | None = None) -> list[int]:
    """Return the cells of a world in the minute in which *mitigation* took effect."""
    world, cells = world or rooms.quiet(), at.blank()
    _ordered(cells, mitigation, service)
    for _ in range(MITIGATIONS[mitigation].delay):
        tick(world, cells)
    return cells


def _with(kind: str, mix: Mix = "one") -> World:
    """Return a small world in which *kind* is what happens first."""
    worlds = (rooms.world(mix, number) for number in range(2000))
    return next(it for it in worlds if TYPE_NAMES[it.incidents[0].kind] == kind)


@pytest.mark.parametrize("name", MITIGATIONS)
def test_a_mitigation_takes_effect_after_its_delay(name: str) -> None:
    """Not a minute sooner, and then it waits no more."""
    cells = at.blank()
    _ordered(cells, name, API)
    for _ in range(MITIGATIONS[name].delay - 1):
        tick(rooms.quiet(), cells)
    before = cells[at.ORDERED]
    tick(rooms.quiet(), cells)

    assert (before, cells[at.ORDERED]) == (0, 1)
    assert cells[at.LANDED] == cells[at.TICK] == MITIGATIONS[name].delay
    assert cells[at.PENDING] == 0


@pytest.mark.parametrize("name", MITIGATIONS)
def test_side_effects_come_whether_or_not_it_was_right(name: str) -> None:
    """On a healthy service a mitigation does exactly what it declares."""
    it, cells = MITIGATIONS[name], _landed(name, API)

    assert cells[at.BLIP_TICKS + API] == it.error_ticks
    assert cells[at.LOST + API] == (it.capacity_lost if it.capacity_ticks else 0)
    assert cells[at.SHED] == (it.shed if it.shed_ticks else 0)
    assert cells[at.CALM] == it.calms


def test_orders_take_effect_in_the_order_they_were_given() -> None:
    """Of two that are due together the first is first, and what is not due stays in its place."""
    cells = at.blank()
    for name in ("rebuild_replica", "restart", "rollback", "disable_feature"):
        _ordered(cells, name, API)
    tick(rooms.quiet(), cells)
    waiting = [cells[place] - 1 for place in range(at.PENDING, at.KNOWN, at.PENDING_SIZE)]

    assert cells[at.ORDERED] == 2
    assert waiting[:2] == [MITIGATION_INDEX["rebuild_replica"], MITIGATION_INDEX["rollback"]]
    assert waiting[2:] == [-1] * 6


@pytest.mark.parametrize("kind", [it.name for it in INCIDENT_TYPES.values() if it.fixed_by])
def test_what_fixes_an_incident_ends_it_on_its_own_service_only(kind: str) -> None:
    """The same order on another service does nothing to it."""
    world = _with(kind)
    service, fix = world.incidents[0].service, INCIDENT_TYPES[kind].fixed_by[0]
    other = next(i for i in world.estate.present if i not in (service, 0))
    done: dict[int, int] = {}
    for target in (service, other):
        cells = at.blank()
        for _ in range(20):
            tick(world, cells)
        _ordered(cells, fix, target, proposal=2)
        for _ in range(MITIGATIONS[fix].delay):
            tick(world, cells)
        done[target] = cells[at.DONE] & at.FIXED
        if target == service:
            assert (cells[at.FIXED_BY], cells[at.FIXED_AT]) == (2, cells[at.TICK])

    assert done == {service: at.FIXED, other: 0}


def test_what_works_at_the_edge_helps_a_service_behind_it() -> None:
    """A filter for requests can stand before the interface or at the edge."""
    world = _with("injection_exfiltration")
    cells = at.blank()
    for _ in range(20):
        tick(world, cells)
    _ordered(cells, "filter_requests", 0)
    tick(world, cells)
    tick(world, cells)

    assert cells[at.DONE] == at.HELD


def test_what_has_not_begun_cannot_be_mended() -> None:
    """A fix before the incident is a fix of nothing."""
    world = _with("bad_deploy")
    cells = _landed("rollback", world.incidents[0].service, world)

    assert cells[at.TICK] <= world.incidents[0].starts or cells[at.DONE] == at.FIXED
    if cells[at.STARTED] < 0:
        assert cells[at.DONE] == 0


def test_relief_is_for_outages() -> None:
    """What holds an outage eases it for a while."""
    world = _with("database_saturation")
    cells = at.blank()
    for _ in range(20):
        tick(world, cells)
    _ordered(cells, "kill_queries", world.incidents[0].service)
    tick(world, cells)

    assert cells[at.RELIEF] == RELIEF_TICKS


def test_of_two_lasting_effects_the_worse_and_the_longer_count() -> None:
    """Nobody makes a big outage small by ordering a small one after it."""
    cells = _landed("isolate_host", API)
    _ordered(cells, "scale_out", API)
    for _ in range(3):
        tick(rooms.quiet(), cells)

    assert cells[at.LOST + API] == parts("0.33")
    assert cells[at.LOST_TICKS + API] == 27


def test_what_sets_a_machine_up_anew_ends_its_isolation() -> None:
    """After the machine is clean, it is missed for the few ticks of that work alone."""
    cells = _landed("isolate_host", API)
    _ordered(cells, "reimage_host", API)
    for _ in range(5):
        tick(rooms.quiet(), cells)

    assert cells[at.LOST_TICKS + API] == MITIGATIONS["reimage_host"].capacity_ticks


def test_a_careless_restart_loses_what_endpoints_had_not_shown() -> None:
    """What nobody looked at on that machine is gone; what is known stays known."""
    world = next(
        it
        for it in (rooms.world("mixed", number) for number in range(50))
        if sum(one.source == "endpoint" and not one.is_pushed for one in it.evidence) > 1
    )
    bits = [
        bit for bit, it in enumerate(world.evidence) if it.source == "endpoint" and not it.is_pushed
    ]
    service = world.evidence[bits[0]].service
    cells = at.blank()
    cells[at.KNOWN + 3] = 1 << bits[0]
    _ordered(cells, "restart", service)
    tick(world, cells)
    same = [bit for bit in bits[1:] if world.evidence[bit].service == service]

    assert not cells[at.GONE] >> bits[0] & 1
    assert all(cells[at.GONE] >> bit & 1 for bit in same)


def test_a_failover_loses_what_no_replica_has() -> None:
    """The writes that the nearest replica had not copied are lost."""
    cells = at.blank()
    cells[at.FIRST_LAG], cells[at.SECOND_LAG] = 5000, 4000
    _ordered(cells, "fail_over", SLOT_INDEX["primary"])
    for _ in range(3):
        tick(rooms.quiet(), cells)

    assert cells[at.LOST_WRITES] == 4000 - 3 * 64


@pytest.mark.parametrize("slot", [slot.name for slot in SLOTS])
def test_a_change_is_bound_to_its_slots(slot: str) -> None:
    """Emptying a cache empties the cache, and no other service has one."""
    cells = _landed("flush_cache", SLOT_INDEX[slot])

    assert (cells[at.HIT] == parts("0.1")) == (slot == "cache")


def test_scaling_out_the_workers_drains_the_queue_faster() -> None:
    """More instances of whoever works the queue off take half as much again from it."""
    assert _landed("scale_out", SLOT_INDEX["workers"])[at.DRAIN_TICKS] == 20
    assert _landed("scale_out", API)[at.DRAIN_TICKS] == 0
