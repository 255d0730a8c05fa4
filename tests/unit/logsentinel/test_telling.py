import rooms
from watchfloor.logsentinel import transition
from watchfloor.logsentinel.actions import Wait
from watchfloor.logsentinel.cells import STARTED
from watchfloor.logsentinel.scenarios import SCENARIOS
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.telling import clean, text
from watchfloor.seeds import Seed


def _later(state: State) -> State:
    while transition.to_move(state) is not None:
        state = rooms.moved(state, Wait(5))
    return state


def test_a_line_reads_the_same_every_time() -> None:
    """Whoever reads it again, later or from a copy, reads the same."""
    state = _later(rooms.opened("mixed"))
    once = [text(state, bit) for bit in range(len(state.world.evidence))]

    assert [text(state, bit) for bit in range(len(state.world.evidence))] == once
    assert all(once)


def test_what_was_planted_is_told_except_in_a_clean_room() -> None:
    """The twin of a room with planted words differs from it in these lines alone."""
    world = SCENARIOS["injected_plain"].build(Seed.of("telling", 3))
    dirty = _later(transition.open_with(world, "sequential"))
    twin = _later(transition.open_with(world, "clean"))
    planted = [bit for bit, it in enumerate(world.evidence) if it.planted]
    differ = [bit for bit in range(len(world.evidence)) if text(dirty, bit) != text(twin, bit)]

    assert differ == planted != []
    assert [clean(dirty, bit) for bit in planted] == [text(twin, bit) for bit in planted]


def test_a_line_is_dated_by_when_its_incident_began() -> None:
    """The same piece reads otherwise where the incident began later."""
    state = _later(rooms.opened("mixed"))
    bit = next(b for b, it in enumerate(state.world.evidence) if it.incident == 0)
    cells = list(state.cells)
    cells[STARTED] += 7
    later = State(state.world, state.mode, tuple(cells))

    assert text(state, bit) != text(later, bit)
