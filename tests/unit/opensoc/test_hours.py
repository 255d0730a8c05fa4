import pytest
from msgspec.structs import replace

from cases import NOON, work
from watchfloor.opensoc.hours import MARGIN, any_near, is_near
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


def test_any_of_many_times_may_be_near_an_edge() -> None:
    """Only what happens on the machine of the work counts, and any one of its times is enough."""
    records = (RECORD, replace(RECORD, host="ws-02"), Record("rec-12", "asset", "ws-03"))
    middle = NOON + HOUR // 2

    assert any_near(records, {"ws-01": [middle], "ws-02": [middle, NOON + MARGIN - 1]})
    assert not any_near(records, {"ws-01": [middle, NOON + MARGIN], "ws-03": [NOON]})
