from watchfloor.logsentinel.estate import CALLS, SLOTS
from watchfloor.logsentinel.fixed_point import ONE, parts


def test_the_estate_has_twelve_services_or_more() -> None:
    """Each slot has a name of its own."""
    names = [slot.name for slot in SLOTS]

    assert len(names) >= 12
    assert len(set(names)) == len(names)


def test_an_ordinary_day_leaves_room() -> None:
    """No service is near to full before anything happens."""
    assert all(0 < slot.utilisation < parts("0.6") for slot in SLOTS)
    assert all(slot.tier in (0, 1, 2) for slot in SLOTS)


def test_calls_go_down_the_list_between_services_that_exist() -> None:
    """Nobody calls back, so that trouble has a direction; the workers take from the queue."""
    places = {slot.name: place for place, slot in enumerate(SLOTS)}

    assert all(places[call.caller] < places[call.callee] for call in CALLS)
    assert all(0 <= call.share <= ONE and 0 <= call.criticality <= ONE for call in CALLS)
    assert len({(call.caller, call.callee) for call in CALLS}) == len(CALLS)


def test_nobody_is_called_by_more_than_three_that_send_traffic() -> None:
    """The kernel has rows for one, two and three callers."""
    for slot in SLOTS:
        assert sum(call.callee == slot.name and call.share > 0 for call in CALLS) <= 3
