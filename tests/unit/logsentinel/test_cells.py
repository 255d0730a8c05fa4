from watchfloor.logsentinel import cells as at
from watchfloor.logsentinel.fixed_point import ONE

BLOCKS = {
    at.ERROR: at.SERVICES,
    at.TRAFFIC: at.SERVICES,
    at.HEALTH: at.SERVICES,
    at.POOL: at.SERVICES,
    at.DISK: at.SERVICES,
    at.COMPROMISE: at.SERVICES,
    at.BLIP: at.SERVICES,
    at.BLIP_TICKS: at.SERVICES,
    at.LOST: at.SERVICES,
    at.LOST_TICKS: at.SERVICES,
    at.LOST_BY: at.SERVICES,
    at.APPROVED: at.SERVICES,
    at.INTENSITY: at.MOST_INCIDENTS,
    at.STARTED: at.MOST_INCIDENTS,
    at.DONE: at.MOST_INCIDENTS,
    at.RELIEF: at.MOST_INCIDENTS,
    at.UNHELD: at.MOST_INCIDENTS,
    at.DAMAGE: at.MOST_INCIDENTS,
    at.HELD_AT: at.MOST_INCIDENTS,
    at.HELD_BY: at.MOST_INCIDENTS,
    at.FIXED_AT: at.MOST_INCIDENTS,
    at.FIXED_BY: at.MOST_INCIDENTS,
    at.PENDING: at.MOST_PENDING * at.PENDING_SIZE,
    at.KNOWN: at.SEATS,
    at.HANDED: at.SEATS * at.SEATS,
    at.PROPOSALS: at.MOST_PROPOSALS * at.PROPOSAL_SIZE,
}


def test_no_cell_belongs_to_two_blocks() -> None:
    """The blocks stand one behind the other, from the single numbers to the last cell."""
    ends = [first + size for first, size in sorted(BLOCKS.items())]

    assert [*sorted(BLOCKS)[1:], at.CELLS] == ends
    assert at.MOVES + 1 == at.ERROR


def test_a_mask_of_evidence_fits_a_word() -> None:
    """The highest piece of evidence leaves a mask below 64 bits with its sign."""
    assert 1 << at.MOST_EVIDENCE < 1 << 63


def test_a_blank_row_is_a_world_at_rest() -> None:
    """Everything is healthy, nothing has begun, and nobody knows anything."""
    cells = at.blank()

    assert len(cells) == at.CELLS
    assert cells[at.HEALTH : at.HEALTH + at.SERVICES] == [ONE] * at.SERVICES
    assert set(cells[at.STARTED : at.STARTED + at.MOST_INCIDENTS]) == {-1}
    assert not any(cells[at.KNOWN : at.PROPOSALS])
