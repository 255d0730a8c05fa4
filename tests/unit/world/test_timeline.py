from datetime import UTC, datetime, timedelta

import pytest

from watchfloor.world.timeline import DAY, HOUR, MINUTE, date, stamp, weekday

ORIGIN = datetime(2029, 1, 1, tzinfo=UTC)
TURNS = [
    datetime(year, month, day, tzinfo=UTC)
    for year in (2029, 2032, 2099, 2100, 2400)
    for month, day in ((1, 1), (2, 28), (3, 1), (12, 31))
]
"""The ends of years and of February, in common years, leap years and full centuries."""
SECONDS = [
    *((turn - ORIGIN) // timedelta(seconds=1) for turn in TURNS),
    *(day * DAY + 3 * HOUR + 25 * MINUTE + 45 for day in range(0, 3 * 365, 10)),
    DAY - 1,
]


@pytest.mark.parametrize("second", SECONDS)
def test_the_calendar_is_the_real_one(second: int) -> None:
    """Simulated seconds fall on the dates and weekdays of the Gregorian calendar."""
    real = ORIGIN + timedelta(seconds=second)

    assert stamp(second) == real.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert weekday(second) == real.strftime("%A")
    assert date(second // DAY) == real.date().isoformat()


def test_stamps_sort_as_time_passes() -> None:
    """The order of stamps as texts is the order of their seconds."""
    stamps = [stamp(second) for second in sorted(SECONDS)]

    assert stamps == sorted(stamps)
