from warroom import ANALYST, APP, COMMANDER, DB, holding, incident, opened, spoken
from watchfloor.logsentinel.actions import Wait
from watchfloor.logsentinel.board import bits
from watchfloor.logsentinel.casework import best_case, worths
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.tables import OWNER, ROLE_NAMES, SPEAKS_FOR
from watchfloor.play.reward import ONE


def found(ticks: int) -> State:
    """Return a world with a full disk, so many ticks after its beginning."""
    state = opened(incident("disk_full", "primary"))
    return spoken(state, *((DB, Wait()),) * ticks)


def test_there_is_no_case_before_anything_shows() -> None:
    """What has left nothing yet cannot be proved."""
    assert best_case(found(0), 0) is None


def test_the_best_case_is_proved_by_two_roles() -> None:
    """What is cited speaks for the incident in full and comes from more than one role."""
    state = found(12)
    case = best_case(state, 0)

    assert case is not None
    pieces = [state.world.evidence[bit] for bit in bits(case.cited)]
    assert case.support == ONE
    assert len({OWNER[piece.source] for piece in pieces}) > 1
    assert all("disk_full" in SPEAKS_FOR[piece.rule] for piece in pieces)


def test_what_is_held_already_needs_no_further_move() -> None:
    """A lead who was handed everything can propose at once."""
    state = found(12)
    case = best_case(state, 0)
    assert case is not None
    ids = [state.world.evidence[bit].id for bit in bits(case.cited)]
    after = best_case(holding(state, ROLE_NAMES[case.lead], ids), 0)

    assert case.moves > 0
    assert after is not None
    assert after.moves == 0


def test_what_lies_elsewhere_is_worth_nothing() -> None:
    """A piece that speaks for another type, or far away, does not help the case."""
    state = opened(incident("disk_full", "primary"), incident("flood", "edge"))
    of_disk, of_flood = worths(state.world, 0), worths(state.world, 1)

    assert any(of_disk)
    assert any(of_flood)
    assert not any(both for both in map(min, of_disk, of_flood))
    assert {COMMANDER, APP, DB, ANALYST} == set(ROLE_NAMES)
