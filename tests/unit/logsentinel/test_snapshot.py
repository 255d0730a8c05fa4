import pytest
from msgspec.structs import replace

import rooms
from watchfloor.codec import canonical
from watchfloor.errors import BadInput
from watchfloor.logsentinel import snapshot as module
from watchfloor.logsentinel import transition
from watchfloor.logsentinel.cells import CELLS
from watchfloor.logsentinel.snapshot import fingerprint, restore, snapshot
from watchfloor.logsentinel.state import State


def _forks(played: rooms.Drift, every: int) -> list[str]:
    """Return where going on from a restored state came to something else than going on."""
    found: list[str] = []
    for place, state in enumerate(played.states[:-1]):
        again = restore(snapshot(state), state.world)
        if again != state or snapshot(again) != snapshot(state):
            found.append(f"state {place} is not what was kept of it")
        if place % every == 0:
            after = rooms.moved(again, *played.moves[place:])
            if snapshot(after) != snapshot(played.states[-1]):
                found.append(f"going on from state {place} comes to something else")
    return found


def test_going_on_from_any_copy_comes_to_the_same_bytes() -> None:
    """At any step a copy can be kept, restored and played to the same end."""
    assert [line for played in rooms.drifts(11) for line in _forks(played, 8)] == []


@pytest.mark.slow
def test_going_on_from_every_step_of_fifty_episodes_comes_to_the_same_bytes() -> None:
    """Every step of fifty episodes, over every scenario and both kinds of room."""
    sequential = [line for it in rooms.drifts(35) for line in _forks(it, 1)]
    parallel = [line for it in rooms.drifts(15, "parallel") for line in _forks(it, 1)]

    assert sequential + parallel == []


def test_a_world_is_grown_again_from_a_snapshot() -> None:
    """Whoever has the bytes alone gets the whole state."""
    state = next(rooms.drifts(1)).states[-1]

    assert canonical(restore(snapshot(state))) == canonical(state)


@pytest.mark.parametrize(
    "data",
    [b"", b"WFLS", b"x" * 4000, snapshot(rooms.opened())[:-1], snapshot(rooms.opened()) + b"x"],
)
def test_what_is_no_snapshot_is_refused_in_a_sentence(data: bytes) -> None:
    """Cut, lengthened or something else altogether."""
    with pytest.raises(BadInput, match="are no snapshot of the war-room"):
        restore(data)


def test_a_snapshot_of_other_rules_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers of other tables cannot be gone on with."""
    data = snapshot(rooms.opened())
    monkeypatch.setattr(module, "RULES", "logsentinel-0")

    with pytest.raises(BadInput, match="expected logsentinel-0"):
        restore(data)


def test_a_snapshot_is_not_put_into_another_world() -> None:
    """The world at hand has to be the one that it was taken in."""
    with pytest.raises(BadInput, match="of another world"):
        restore(snapshot(rooms.opened("one")), rooms.world("mixed"))


def test_a_fingerprint_changes_with_every_cell() -> None:
    """No number of a state can be changed unseen."""
    state = rooms.opened("mixed")
    found = {fingerprint(state)}
    for place in range(CELLS):
        cells = list(state.cells)
        cells[place] += 1
        found.add(fingerprint(State(state.world, state.mode, tuple(cells))))

    assert len(found) == CELLS + 1


def test_a_fingerprint_changes_with_what_is_no_cell() -> None:
    """Mode, turn, what was said last, and who failed to answer."""
    state = rooms.moved(rooms.opened("mixed"), *next(rooms.drifts(1)).moves[:1])
    others = [
        replace(state, mode="parallel"),
        replace(state, turn=9),
        replace(state, timeline=()),
        replace(state, malformed=("db_sre",)),
        replace(state, world=rooms.world("mixed", 1)),
        rooms.opened("mixed"),
    ]

    assert len({fingerprint(it) for it in (state, *others)}) == len(others) + 1


def test_equal_states_have_equal_fingerprints() -> None:
    """However often an episode is played, its states are known again."""
    one, other = next(rooms.drifts(1)), next(rooms.drifts(1))

    assert [*map(fingerprint, one.states)] == [*map(fingerprint, other.states)]
    assert transition.to_move(one.states[-1]) is None
