from datetime import UTC, datetime, timedelta

import pytest

from watchfloor.world.timeline import DAY, HOUR, MINUTE, clock, date, second_of, stamp, weekday

ORIGIN = datetime(2029, 1, 1, tzinfo=UTC)
TURNS = [
    datetime(year, month, day, tzinfo=UTC)
    for year in (1, 1600, 1900, 2028, 2029, 2032, 2099, 2100, 2400, 9999)
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

    assert stamp(second) == real.isoformat().replace("+00:00", "Z")
    assert weekday(second) == real.strftime("%A")
    assert date(second // DAY) == real.date().isoformat()


def test_stamps_sort_as_time_passes() -> None:
    """The order of stamps as texts is the order of their seconds."""
    stamps = [stamp(second) for second in sorted(SECONDS)]

    assert stamps == sorted(stamps)


@pytest.mark.parametrize("second", SECONDS)
def test_a_stamp_reads_back(second: int) -> None:
    """The second of a stamp is the one that it was made of."""
    assert second_of(stamp(second)) == second


NO_STAMPS = [
    "",
    "2029",
    "2029-01-01",
    "2029-02-29T00:00:00Z",
    "2029-02-30T00:00:00Z",
    "2029-04-31T00:00:00Z",
    "2029-13-01T00:00:00Z",
    "2029-00-01T00:00:00Z",
    "2029-01-00T00:00:00Z",
    "2029-01-32T00:00:00Z",
    "9999-12-32T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "2029-01-01T24:00:00Z",
    "2029-01-01T00:60:00Z",
    "2029-01-01T00:00:60Z",
    "2029-01-01t00:00:00z",
    "2029-01-01 00:00:00Z",
    "2029-01-01T00:00:00",
    "2029-01-01T00:00:00+00:00",
    "2029-01-01T00:00:00.0Z",
    " 2029-01-01T00:00:00Z",
    "2029-01-01T00:00:00Z\n",
    "2029-1-1T00:00:00Z",
    "+029-01-01T00:00:00Z",
    "\u0662029-01-01T00:00:00Z",
]


@pytest.mark.parametrize("text", NO_STAMPS)
def test_what_is_no_stamp_is_refused(text: str) -> None:
    """A time that does not exist, or is written otherwise, is not guessed at."""
    with pytest.raises(
        ValueError, match="expected a time that exists, such as '2029-01-02T09:05:07Z'"
    ):
        second_of(text)


@pytest.mark.parametrize("day", [-740_714, 2_911_347])
def test_a_year_has_four_digits(day: int) -> None:
    """A day before the year 1 or after the year 9999 has no date."""
    with pytest.raises(ValueError, match="expected one from 1 to 9999"):
        date(day)


def test_a_clock_is_two_parts() -> None:
    """The text of a second is that of its hour, followed by that of its place in the hour."""
    hours, rests = clock(lambda day: f"day {day}", ", ", "!")

    assert hours(49) + rests[61] == "day 2, 01:01:01!"
    assert len(rests) == HOUR


@pytest.mark.parametrize("second", [*SECONDS, -1, -400 * 366 * DAY])
def test_a_stamp_is_read_back_as_its_second(second: int) -> None:
    """Reading what was written gives the second again, also before the first day."""
    assert second_of(stamp(second)) == second


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2029-01-02",
        "2029-01-02T09:05:07",
        "2029-01-02 09:05:07Z",
        "2029-02-29T00:00:00Z",
        "2029-13-01T00:00:00Z",
        "2029-00-01T00:00:00Z",
        "2029-01-32T00:00:00Z",
        "2029-01-00T00:00:00Z",
        "2029-04-31T00:00:00Z",
        "2029-01-01T24:00:00Z",
        "2029-01-01T00:60:00Z",
        "2029-01-01T00:00:60Z",
        "0000-01-01T00:00:00Z",
        "2029-01-01T00:00:00Z ",
        "\uff12029-01-01T00:00:00Z",
    ],
)
def test_a_time_that_does_not_exist_is_refused(text: str) -> None:
    """What is no stamp, or names a day or an hour that there is not, is told so."""
    with pytest.raises(ValueError, match="expected a time that exists"):
        second_of(text)


def test_a_day_beyond_the_calendar_is_refused() -> None:
    """Years have four digits; a day outside of them cannot be told."""
    with pytest.raises(ValueError, match="expected one from 1 to 9999"):
        date(3_000_000)
