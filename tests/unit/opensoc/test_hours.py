import pytest
from msgspec.structs import replace

from cases import NOON, event, work
from watchfloor.opensoc.hours import GRID, MARGIN, any_near, closed_by, is_near
from watchfloor.world.record import Record
from watchfloor.world.timeline import HOUR

RECORD = work("encoded_script", opens=NOON, closes=NOON + HOUR)


@pytest.mark.parametrize("edge", [RECORD.opens, RECORD.closes])
@pytest.mark.parametrize(
    ("away", "near"),
    [(0, True), (MARGIN - 1, True), (1 - MARGIN, True), (MARGIN, False), (-MARGIN, False)],
)
def test_what_begins_or_ends_within_the_margin_is_near(edge: int, away: int, *, near: bool) -> None:
    """Both edges have a margin on both sides, for the first and for the last that happens."""
    far = NOON + HOUR // 2
    second = edge + away

    assert is_near(RECORD, "ws-01", second, far) == near
    assert is_near(RECORD, "ws-01", far, second) == near


@pytest.mark.parametrize(
    ("record", "host"),
    [
        (RECORD, "ws-02"),
        (Record("rec-11", "asset", "ws-01", host="ws-01", opens=NOON, closes=NOON), "ws-01"),
    ],
)
def test_only_work_on_the_same_machine_has_edges(record: Record, host: str) -> None:
    """Neither another machine nor a record without hours is to be kept away from."""
    assert not is_near(record, host, NOON, NOON)


@pytest.mark.parametrize("first", [NOON, NOON + 117, NOON + 1_000])
def test_a_machine_is_closed_within_the_margin_of_what_happens_on_it(first: int) -> None:
    """No other time on the grid would be too near for hours to begin or end."""
    seconds = [first, first + 7, first + 400]
    events = [event("encoded_script", second=second) for second in seconds]
    grid = range(NOON // GRID * GRID - HOUR, NOON + HOUR, GRID)

    assert closed_by(events).get("ws-01", set()) == {
        edge for edge in grid if any(abs(edge - second) < MARGIN for second in seconds)
    }


def test_hours_may_not_end_when_their_machine_is_closed_to_it() -> None:
    """Only the machine of the work counts, and either end of its hours."""
    records = (RECORD, replace(RECORD, host="ws-02"), Record("rec-12", "asset", "ws-03"))

    assert any_near(records, {"ws-01": {NOON + 7}, "ws-02": {NOON, NOON + 9}})
    assert any_near(records, {"ws-01": {RECORD.closes}})
    assert not any_near(records, {"ws-01": {NOON + HOUR // 2}, "ws-03": {NOON}})
