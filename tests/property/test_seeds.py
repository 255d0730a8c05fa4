from hypothesis import given
from hypothesis import strategies as st

from property.strategies import PATHS
from watchfloor.seeds import Seed

BOUNDS = st.integers(1, 2**80)


@given(st.lists(PATHS, unique=True, min_size=2, max_size=8))
def test_different_addresses_have_different_draws(paths: list[tuple[int | str, ...]]) -> None:
    """No two addresses share a key, however much they look alike."""
    assert len({Seed.of(*path).key() for path in paths}) == len(paths)


@given(PATHS, PATHS)
def test_an_address_is_its_path(above: tuple[int | str, ...], below: tuple[int | str, ...]) -> None:
    """It makes no difference where a path is cut into parent and child."""
    assert Seed.of(*above).child(*below) == Seed.of(*above, *below)


@given(PATHS, st.integers(0, 100))
def test_a_word_is_the_draw_of_its_index(path: tuple[int | str, ...], index: int) -> None:
    """A word read directly is the one that a stream arrives at."""
    stream = Seed.of(*path).stream()

    assert [stream.word() for _ in range(index + 1)][-1] == Seed.of(*path).word(index)


@given(PATHS, PATHS, st.lists(st.booleans(), max_size=40))
def test_streams_do_not_disturb_each_other(
    one: tuple[int | str, ...], other: tuple[int | str, ...], order: list[bool]
) -> None:
    """Two streams yield the same words in whatever order they are drawn from."""
    streams = (Seed.of(*one).stream(), Seed.of(*other).stream())
    drawn: tuple[list[int], list[int]] = ([], [])
    for which in order:
        drawn[which].append(streams[which].word())
    alone = (Seed.of(*one).stream(), Seed.of(*other).stream())

    assert drawn == tuple(
        [it.word() for _ in found] for it, found in zip(alone, drawn, strict=True)
    )


@given(PATHS, BOUNDS)
def test_a_draw_stays_below_its_bound(path: tuple[int | str, ...], bound: int) -> None:
    """No bound is reached, however great."""
    assert 0 <= Seed.of(*path).stream().below(bound) < bound


@given(PATHS, st.integers(), BOUNDS)
def test_a_draw_stays_between_its_ends(path: tuple[int | str, ...], low: int, width: int) -> None:
    """A range holds its draws wherever it lies."""
    assert low <= Seed.of(*path).stream().between(low, low + width) <= low + width


@given(PATHS, st.lists(st.integers(0, 5), min_size=1, max_size=8).filter(any))
def test_what_has_no_weight_is_not_drawn(path: tuple[int | str, ...], weights: list[int]) -> None:
    """A draw by weight is one of the items that have some."""
    draw = Seed.of(*path).stream()
    drawn = {draw.weighted(range(len(weights)), weights) for _ in range(20)}

    assert all(weights[place] > 0 for place in drawn)


@given(PATHS, st.lists(st.integers(), max_size=20), st.data())
def test_a_sample_is_part_of_its_source(
    path: tuple[int | str, ...], items: list[int], data: st.DataObject
) -> None:
    """A sample holds as many items as asked for, none more often than its source does."""
    count = data.draw(st.integers(0, len(items)))
    taken = Seed.of(*path).stream().sample(items, count)
    left = list(items)
    for item in taken:
        left.remove(item)

    assert len(taken) == count
    assert len(left) == len(items) - count


@given(PATHS, st.lists(st.integers(), max_size=20))
def test_a_shuffle_loses_nothing(path: tuple[int | str, ...], items: list[int]) -> None:
    """What is shuffled is the same items in another order."""
    assert sorted(Seed.of(*path).stream().shuffled(items)) == sorted(items)
