import pytest

import rooms
from watchfloor.logsentinel.cells import SEATS, SERVICES, TRAFFIC
from watchfloor.logsentinel.estate import CALLS
from watchfloor.logsentinel.fixed_point import BITS, ONE
from watchfloor.logsentinel.tables import OWNER, SLOT_INDEX, SOURCE_INDEX
from watchfloor.logsentinel.wiring import FULL, limit_of


@pytest.mark.parametrize("utilisation", [700, 1843, 2047, 2048, 2252, 4096])
def test_the_limit_is_the_most_traffic_that_is_not_too_much(utilisation: int) -> None:
    """One more than the limit, and the service has more to do than it can."""
    limit = limit_of(utilisation)

    assert utilisation * limit >> BITS <= FULL
    assert utilisation * (limit + 1) >> BITS > FULL


def test_every_call_of_the_estate_is_wired_once() -> None:
    """Each call that carries traffic stands in one row, with its share."""
    world = rooms.world("mixed")
    flow, shares = world.wiring.flow, world.estate.shares
    rows = [*flow.once, *flow.twice, *flow.thrice]
    wired = sorted(
        (row[0] - TRAFFIC, caller, share)
        for row in rows
        for caller, share in zip(row[3::2], row[4::2], strict=True)
    )
    asked = sorted(
        (SLOT_INDEX[call.callee], SLOT_INDEX[call.caller], share)
        for call, share in zip(CALLS, shares, strict=True)
        if share
    )

    assert wired == asked


def test_every_piece_of_evidence_has_one_source_one_service_and_one_owner() -> None:
    """The masks divide the evidence between them."""
    world = rooms.world("mixed")
    wiring = world.wiring
    for bit, it in enumerate(world.evidence):
        assert wiring.by_source[SOURCE_INDEX[it.source]] >> bit & 1
        assert wiring.by_service[it.service] >> bit & 1
        assert wiring.owned[OWNER[it.source]] >> bit & 1
        assert (wiring.pushed >> bit & 1) == it.is_pushed
    for masks in (wiring.by_source, wiring.by_service, wiring.owned):
        assert sum(mask.bit_count() for mask in masks) == len(world.evidence)
    assert len(wiring.owned) == SEATS


def test_neighbours_know_each_other() -> None:
    """Whoever calls is a neighbour of whoever is called, both ways, and nobody of himself."""
    world = rooms.world("mixed")
    near = world.wiring.neighbours
    for service in range(SERVICES):
        assert service not in near[service]
        assert all(service in near[other] for other in near[service])
        assert set(near[service]) <= set(world.estate.present)


def test_the_day_has_a_rhythm_within_bounds() -> None:
    """What comes from outside on an ordinary day stays near to one."""
    for number in range(20):
        demand = rooms.quiet(number).wiring.demand

        assert len(demand) == 200
        assert 0.9 * ONE < min(demand) < max(demand) < 1.05 * ONE
        assert len(set(demand)) > 50


def test_evidence_is_due_at_its_delay() -> None:
    """The schedule of an incident holds each of its pieces at its age."""
    world = rooms.world("cascade")
    for course in world.wiring.courses:
        for bit, it in enumerate(world.evidence):
            ages = [age for age, due in enumerate(course.due) if due >> bit & 1]

            assert ages == ([it.delay] if it.incident == course.number else [])
