import pytest

import reference_minute
import rooms
from watchfloor.logsentinel import cells as at
from watchfloor.logsentinel.fixed_point import ONE
from watchfloor.logsentinel.kernel import settle, tick
from watchfloor.logsentinel.plan import Mix


def _disagreements(episodes: int, mode: str) -> tuple[int, list[str]]:
    """Return how many minutes were compared, and where kernel and book differ."""
    compared, found = 0, list[str]()
    for played in rooms.drifts(episodes, mode):
        for state in played.states:
            if not state.cells[at.IS_OVER]:
                before, after = list(state.cells), list(state.cells)
                tick(state.world, after)
                found += reference_minute.differing(state.world, before, after)
                compared += 1
    return compared, found


@pytest.mark.parametrize("mode", ["sequential", "parallel"])
def test_a_minute_goes_by_the_book(mode: str) -> None:
    """What the kernel does not look at would not have changed."""
    _, found = _disagreements(11, mode)

    assert found == []


@pytest.mark.slow
def test_thousands_of_minutes_go_by_the_book() -> None:
    """Kernel and book come to the same cells, whatever was done before."""
    compared, found = _disagreements(220, "sequential")

    assert compared >= 10_000
    assert found == []


@pytest.mark.parametrize("number", range(12))
def test_a_world_without_incidents_loses_nothing(number: int) -> None:
    """On an ordinary day no user notices anything, to the last digit."""
    world, cells = rooms.quiet(number), at.blank()
    settle(world, cells)

    assert cells[at.LOSS] == 0
    assert cells[at.HEALTH : at.HEALTH + at.SERVICES] == [ONE] * at.SERVICES
    assert not any(cells[at.ERROR : at.ERROR + at.SERVICES])


@pytest.mark.parametrize("mix", rooms.MIXES)
def test_settling_is_ticking_to_the_horizon(mix: Mix) -> None:
    """A world that is left alone is over when its horizon has come, and not before."""
    world = rooms.world(mix)
    left, ticked = at.blank(), at.blank()
    settle(world, left)
    while not ticked[at.IS_OVER]:
        tick(world, ticked)

    assert left == ticked
    assert left[at.TICK] == world.plan.horizon


def test_settling_what_is_over_changes_nothing() -> None:
    """There is nothing behind the horizon."""
    world, cells = rooms.world("mixed"), at.blank()
    settle(world, cells)
    before = cells[:]
    settle(world, cells)

    assert cells == before


def test_health_falls_fast_and_recovers_slowly_and_whole() -> None:
    """What was lost in a minute takes longer to come back, and then all of it."""
    world, cells = rooms.quiet(), at.blank()
    cells[at.ERROR], cells[at.TROUBLED] = ONE, 1
    course: list[int] = []
    for _ in range(60):
        tick(world, cells)
        course.append(cells[at.HEALTH])

    assert course[0] <= ONE // 2 + ONE // 4
    assert course.index(ONE) > course.index(min(course)) + 8
    assert course[-1] == ONE


def test_trouble_moves_one_call_in_a_minute() -> None:
    """An error of the web reaches the edge in the next minute and nobody else in the same one."""
    world, cells = rooms.quiet(), at.blank()
    cells[at.ERROR + 2], cells[at.TROUBLED] = ONE, 1 << 2
    tick(world, cells)
    first = [service for service in range(5) if cells[at.ERROR + service]]
    cells[at.ERROR + 2] = 0
    tick(world, cells)

    assert first == [0, 1, 2]
    assert cells[at.ERROR] > 0
