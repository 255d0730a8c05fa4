import pytest

from watchfloor.logsentinel.fixed_point import ONE, parts


@pytest.mark.parametrize(
    ("decimal", "number"),
    [("0", 0), ("1", ONE), ("0.5", 2048), ("-0.25", -1024), ("0.85", 3482), ("1.6", 6554)],
)
def test_a_decimal_is_written_in_parts_of_one(decimal: str, number: int) -> None:
    """To the nearest part, on either side of nothing."""
    assert parts(decimal) == number
