"""Times until something happens, where it does not always."""

import results
from watchfloor.evaluation import survival


def test_the_curve_is_that_of_kaplan_and_meier() -> None:
    """Of 6, 6, 6, 6+, 7, 9+, 10 and 10+ are left 5/8 after 6, 15/32 after 7, 15/64 after 10."""
    times = [(6, True)] * 3 + [(6, False), (7, True), (9, False), (10, True), (10, False)]

    assert survival.curve(times) == [(6, 5 / 8), (7, 5 / 8 * 3 / 4), (10, 5 / 8 * 3 / 4 / 2)]
    assert survival.median(times) == 7


def test_there_is_no_median_where_most_never_happens() -> None:
    """One of three, and nothing at all."""
    assert survival.median([(1, True), (5, False), (5, False)]) is None
    assert survival.median([]) is None


def test_who_never_contains_is_looked_at_to_the_end() -> None:
    """An episode that calls for nothing is left out."""
    found = results.readings(
        results.alert("block_ip", "block_ip"),
        results.alert("block_ip", "dismiss"),
        results.alert("dismiss", "dismiss"),
        turns=4,
    )

    assert survival.first_orders(found) == [(1, True), (4, False)]
