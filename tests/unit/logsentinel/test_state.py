import rooms
from watchfloor.logsentinel import cells as at
from watchfloor.logsentinel.state import (
    State,
    approvals,
    evidence_in,
    handed,
    known,
    pending,
    phase_of,
    proposals,
    tick_of,
)
from watchfloor.logsentinel.tables import MITIGATION_INDEX, TYPE_INDEX


def _changed(changes: dict[int, int]) -> State:
    state = rooms.opened("mixed")
    cells = list(state.cells)
    for place, number in changes.items():
        cells[place] = number
    return State(state.world, state.mode, tuple(cells))


def test_a_new_room_is_empty() -> None:
    """Nobody has proposed, ordered, allowed or learnt anything."""
    state = rooms.opened("mixed")

    assert (tick_of(state), phase_of(state)) == (0, "detect")
    assert (proposals(state), pending(state), approvals(state)) == ((), (), ())
    assert known(state, "db_sre") == handed(state, "db_sre", "app_sre") == 0


def test_a_proposal_is_read_as_it_was_made() -> None:
    """Its type, place, evidence, severity and standing come out as they went in."""
    kind = TYPE_INDEX["bad_deploy"]
    row = (kind + 1, 2, 1, 7, 0b1010, 3, at.PASSED, 9)
    state = _changed({at.PROPOSALS + i: number for i, number in enumerate(row)})
    (found,) = proposals(state)

    assert (found.id, found.incident_type, found.service) == ("p-1", "bad_deploy", 2)
    assert (found.role, found.tick, found.severity) == ("app_sre", 7, 3)
    assert (found.is_withdrawn, found.is_well, found.checked) == (False, True, 9)
    assert evidence_in(state, found.evidence) == tuple(
        state.world.evidence[bit].id for bit in (1, 3)
    )


def test_a_withdrawn_proposal_is_still_told() -> None:
    """What was taken back is marked, not forgotten."""
    row = (1, 2, 1, 7, 3, 0, at.WITHDRAWN, -1)
    (found,) = proposals(_changed({at.PROPOSALS + i: number for i, number in enumerate(row)}))

    assert found.is_withdrawn


def test_what_is_on_its_way_and_what_is_allowed_is_read_by_name() -> None:
    """Orders and approvals come out with their mitigation, service and grounds."""
    restart = MITIGATION_INDEX["restart"]
    order = {at.PENDING: restart + 1, at.PENDING + 1: 2, at.PENDING + 2: 9, at.PENDING + 3: 2}
    state = _changed(order | {at.APPROVED + 4: 1 << restart})

    assert [tuple(it) for it in pending(state)] == [("restart", 2, 9, "p-2")]
    assert approvals(state) == (("restart", 4),)


def test_who_gave_what_is_told_apart_from_who_knows_it() -> None:
    """A block of cells for each receiver, a cell for each giver."""
    state = _changed({at.HANDED + at.SEATS * 2 + 3: 0b100, at.KNOWN + 2: 0b110})

    assert handed(state, "db_sre", "security_analyst") == 0b100
    assert handed(state, "security_analyst", "db_sre") == 0
    assert known(state, "db_sre") == 0b110
