from watchfloor.audit.warroom_teams import LAZY, SIMPLE, any_way, around, told
from watchfloor.seeds import Seed


def test_a_way_is_within_its_ranges() -> None:
    """Every number lies between the ends that it is drawn from."""
    draw = Seed.of(7).stream()
    ways = [any_way(SIMPLE, draw) for _ in range(50)]

    assert all(
        low <= getattr(way, name) <= high for way in ways for name, (low, high) in SIMPLE.items()
    )


def test_what_the_best_agree_on_is_kept() -> None:
    """Around equal ways nothing moves by more than a step."""
    draw = Seed.of(7).stream()
    way = any_way(LAZY, draw)
    near = [around([way, way], LAZY, draw) for _ in range(50)]

    assert all(abs(getattr(it, name) - getattr(way, name)) <= 1 for it in near for name in LAZY)


def test_a_way_is_told_by_all_its_numbers() -> None:
    """A line about a team names each of its numbers."""
    line = told(any_way(LAZY, Seed.of(7).stream()))

    assert all(f"{name}=" in line for name in LAZY)
