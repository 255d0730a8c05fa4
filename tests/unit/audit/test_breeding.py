from watchfloor.audit.breeding import Family, Size, best
from watchfloor.audit.search import Budget
from watchfloor.seeds import Seed, Stream

AIM = 700


def _drawn(draw: Stream) -> int:
    return draw.below(1000)


def _bred(parents: list[int], draw: Stream) -> int:
    return draw.pick(parents) + draw.between(-5, 5)


def _worth(way: int, seed: int) -> float:
    luck = Seed.of("luck", way, seed).stream().unit()
    return luck - abs(way - AIM) / 100


FAMILY = Family(_drawn, _bred, _worth, Size(drawn=20, bred=20, kept=10, beam=5))  # type: ignore[arg-type]


def test_a_search_closes_in_on_what_pays() -> None:
    """Some rounds come nearer to the best there is than luck accounts for."""
    found = best(FAMILY, Budget(rounds=8), Seed.of(7).stream())

    assert abs(found.way - AIM) < 20


def test_a_search_is_the_same_every_time() -> None:
    """The same draws find the same way, after as many tries."""
    once, again = (best(FAMILY, Budget(rounds=3), Seed.of(7).stream()) for _ in range(2))

    assert once == again


def test_no_way_is_counted_twice() -> None:
    """What was drawn or bred again is not a further try."""
    only = Family(lambda _draw: 7, lambda _parents, _draw: 7, _worth, FAMILY.size)

    assert best(only, Budget(rounds=4), Seed.of(7).stream()).tried == 1
