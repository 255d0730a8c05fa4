import pytest

from watchfloor.logsentinel.stamps import clock, drawn_day
from watchfloor.seeds import Seed


@pytest.mark.parametrize(
    ("second", "told"), [(0, "00:00:00"), (59, "00:00:59"), (86_399, "23:59:59")]
)
def test_a_clock_tells_the_second_of_the_day(second: int, told: str) -> None:
    """Hours, minutes and seconds have two digits each."""
    assert clock(second) == told


def test_a_day_is_the_same_in_every_spelling() -> None:
    """What sources spell differently is one day."""
    draw = Seed.of(7).stream()
    for day in (drawn_day(draw) for _ in range(100)):
        year, month, number = day.iso.split("-")

        assert day.compact == year + month + number
        assert day.access_log == f"{number}/{day.syslog[:3]}/{year}"
        assert int(day.syslog[3:]) == int(number)
