from collections import Counter
from collections.abc import Callable
from hashlib import blake2b

import pytest

from watchfloor.seeds import Seed, Stream

KNOWN: dict[tuple[int | str, ...], tuple[int, int, int]] = {
    (): (0xD4DDE3159272DA49, 0x64D7A4D5504511D2, 0xCB021D3C35CBD02E),
    (0,): (0x759697E113417EF0, 0xEB52FB0F5B4B75F9, 0xCCE996FCE75AAA7),
    (7,): (0xFF34388D13E27DA2, 0xA2C4E257ADB1767A, 0x565527F60151C542),
    (-1,): (0xE569C96AF681A006, 0xCDEB65BDAB7A836F, 0x963953F920DE6907),
    (2**200,): (0xA88E9892F5A6F40D, 0x85CDFD613388293E, 0x4BADB44D5B8E3C9B),
    (-(2**200),): (0x23E237E80614ECEC, 0xAB5D14999EF3CF6F, 0x12342294F3B25FA),
    ("",): (0xA5AB890E0811E62C, 0x7AE90F118A757926, 0xD47EF3F7D444949A),
    ("hosts",): (0xFA5D9E85046A5E96, 0x6EE35FB4CFBA5C2C, 0x5AF742CCB3D2059D),
    ("Gr\xfc\xdfe",): (0xF181180C338F1BA0, 0x87343096B383F34B, 0xDFDE061455DEDB95),
    ("\u65e5\u672c",): (0x9E9D15CD6F5EB917, 0x4AA8A448DF7B0745, 0x706145F01395FD21),
    ("\U0001f600",): (0xE0D275AFEDBE3F35, 0x49B3C3E95DCE02AC, 0x1C3CB6767C1B42E4),
    (7, "opensoc", "background", 3): (0x8063EF0CE8F9D3FC, 0x9B63BF19476D7DA8, 0x6E1CFBED15F9EE8),
}
"""The words 0, 1 and 8 of addresses; every number the project publishes stands on them."""


@pytest.mark.parametrize(("path", "words"), KNOWN.items(), ids=ascii)
def test_an_address_has_the_words_it_always_had(
    path: tuple[int | str, ...], words: tuple[int, int, int]
) -> None:
    """An address names the same words on every machine and in every release."""
    seed = Seed.of(*path)

    assert (seed.word(0), seed.word(1), seed.word(8)) == words


def test_words_are_blake2b_in_counter_mode() -> None:
    """The words of an address can be computed from their definition alone."""
    key = blake2b(b"i7;s5:hosts", digest_size=32, person=b"watchfloor").digest()
    block = blake2b(key + (3).to_bytes(8, "little")).digest()

    assert Seed.of(7, "hosts").word(3 * 8 + 5) == int.from_bytes(block[40:48], "little")


ALIKE: list[tuple[int | str, ...]] = [
    (),
    ("",),
    ("", ""),
    (1,),
    ("1",),
    ("a", 1),
    ("a1",),
    ("a", "1"),
    (11,),
    (1, 1),
    ("i1;",),
    ("s1:a",),
    ("a", "s1:1"),
    (-1,),
    ("-1",),
    ("e\u0301",),
    ("\xe9",),
]


def test_addresses_that_look_alike_are_different() -> None:
    """No two paths that differ in their parts lead to one address."""
    assert len({Seed.of(*path).key() for path in ALIKE}) == len(ALIKE)


def test_a_child_is_the_path_below_its_parent() -> None:
    """It makes no difference in how many steps an address is reached."""
    assert Seed.of(7).child("a").child(1, "b") == Seed.of(7, "a", 1, "b")


def test_a_word_can_be_read_without_those_before_it() -> None:
    """The word at an index is the draw of that index, across the borders of blocks."""
    seed = Seed.of("any")
    stream = seed.stream()

    assert [stream.word() for _ in range(40)] == [seed.word(index) for index in range(40)]


def test_streams_do_not_disturb_each_other() -> None:
    """What one stream yields does not depend on how often another is drawn from."""
    alone = Seed.of(1, "a").stream()
    beside, other = Seed.of(1, "a").stream(), Seed.of(1, "b").stream()
    expected = [alone.word() for _ in range(20)]
    found = [(beside.word(), other.unit(), other.word())[0] for _ in range(20)]

    assert found == expected


def test_every_stream_starts_at_the_first_word() -> None:
    """Two streams of one seed are the same draws, not a continued one."""
    seed = Seed.of(1)

    assert seed.stream().word() == seed.stream().word()


def _chi_square(counts: Counter[int], cells: int, draws: int) -> float:
    expected = draws / cells
    return sum((counts[cell] - expected) ** 2 / expected for cell in range(cells))


DRAWS = 10_000
# A fair draw of ten exceeds 27.88 once in a thousand times (chi-square, nine degrees of freedom).
UNLIKELY = 27.88

TENTHS: dict[str, Callable[[Stream], int]] = {
    "below": lambda draw: draw.below(10),
    "between": lambda draw: draw.between(-3, 6) + 3,
    "smalls": lambda draw: draw.smalls(10, 20)[17],
    "unit": lambda draw: int(draw.unit() * 10),
    "pick": lambda draw: draw.pick(range(10)),
    "weighted": lambda draw: draw.weighted(range(10), [3] * 10),
    "sample": lambda draw: draw.sample(range(10), 4)[2],
    "shuffled": lambda draw: draw.shuffled(range(10)).index(0),
    "low bits": lambda draw: draw.word() % 10,
}


@pytest.mark.parametrize("method", TENTHS)
def test_draws_are_uniform(method: str) -> None:
    """Ten equal outcomes come about equally often."""
    draw = Seed.of("uniform", method).stream()
    counts = Counter(TENTHS[method](draw) for _ in range(DRAWS))

    assert _chi_square(counts, 10, DRAWS) < UNLIKELY


def test_neighbouring_seeds_are_unrelated() -> None:
    """The first draws of seeds 0, 1, 2 and so on are as uniform as those of one seed."""
    counts = Counter(Seed.of(seed).stream().below(10) for seed in range(DRAWS))

    assert _chi_square(counts, 10, DRAWS) < UNLIKELY


@pytest.mark.parametrize("bits", range(0, 64, 7))
def test_every_bit_of_a_word_is_set_half_the_time(bits: int) -> None:
    """No bit of a word is stuck or biased."""
    draw = Seed.of("bits").stream()
    ones = sum(draw.word() >> bits & 1 for _ in range(4096))

    # Five standard deviations of 4096 tosses of a coin are 160.
    assert abs(ones - 2048) < 160


def test_a_chance_comes_as_often_as_it_says() -> None:
    """Three times in ten is three times in ten; never and always are exact."""
    draw = Seed.of("chance").stream()
    hits = sum(draw.chance(3, 10) for _ in range(DRAWS))

    # Five standard deviations are 229.
    assert abs(hits - 3000) < 229
    assert not any(draw.chance(0, 10) for _ in range(100))
    assert all(draw.chance(10, 10) for _ in range(100))


def test_a_weight_says_how_often() -> None:
    """An item with three times the weight comes three times as often, one without never."""
    draw = Seed.of("weights").stream()
    counts = Counter(draw.weighted("abcd", [1, 0, 3, 0]) for _ in range(8000))

    # Five standard deviations are 194.
    assert abs(counts["a"] - 2000) < 194
    assert counts["a"] + counts["c"] == 8000


def test_a_range_of_one_leaves_no_choice() -> None:
    """Both ends of a range are included, and a range of one number yields it."""
    draw = Seed.of("ends").stream()

    assert {draw.between(4, 4) for _ in range(10)} == {4}
    assert {draw.between(-1, 1) for _ in range(100)} == {-1, 0, 1}


def test_a_bound_beyond_a_word_is_kept() -> None:
    """A draw stays below its bound even where a word cannot reach it."""
    assert 0 <= Seed.of("far").stream().below(10**30) < 10**30


def test_small_draws_share_a_word() -> None:
    """The digits of one word, in the base of the bound, are its draws; the next word follows."""
    words, draw = Seed.of("digits").stream(), Seed.of("digits").stream()
    first, second = words.word(), words.word()
    expected = [first // 97**place % 97 for place in range(4)] + [second % 97]

    assert draw.smalls(97, 5) == expected
    assert draw.word() == words.word()


@pytest.mark.parametrize("bound", [1, 2, 255, 2**16, 2**31, 2**40, 2**64])
def test_small_draws_stay_below_their_bound(bound: int) -> None:
    """However many a word gives, there are as many as asked for and none is out of range."""
    found = Seed.of("bounds", bound).stream().smalls(bound, 50)

    assert len(found) == 50
    assert all(0 <= number < bound for number in found)


def test_small_draws_of_one_word_are_unrelated() -> None:
    """Each pair of neighbours among the draws of a word comes as often as any other."""
    draw = Seed.of("pairs").stream()
    pairs: Counter[int] = Counter()
    for _ in range(DRAWS):
        one, other, _ = draw.smalls(5, 3)
        pairs[one * 5 + other] += 1

    # A fair draw of 25 exceeds 51.18 once in a thousand times (24 degrees of freedom).
    assert _chi_square(pairs, 25, DRAWS) < 51.18


def test_a_unit_is_below_one() -> None:
    """The greatest word gives a number below one."""
    draw = Stream(b"")
    draw._words.append(2**64 - 1)

    assert 0.999 < draw.unit() < 1.0


def test_a_sample_takes_nothing_twice() -> None:
    """A sample holds different places of its source, and leaves the source as it was."""
    items = list(range(50))
    taken = Seed.of("sample").stream().sample(items, 20)

    assert len(set(taken)) == 20
    assert items == list(range(50))


IMPOSSIBLE: dict[str, tuple[Callable[[Stream], object], str]] = {
    "below": (lambda draw: draw.below(0), "there are 0 things to draw from; give at least 1"),
    "between": (lambda draw: draw.between(3, 1), "there are -1 things to draw from"),
    "smalls": (lambda draw: draw.smalls(0, 3), "there are 0 things to draw from"),
    "chance": (lambda draw: draw.chance(1, 0), "there are 0 things to draw from"),
    "pick": (lambda draw: draw.pick([]), "there are 0 things to draw from"),
    "no weight": (lambda draw: draw.weighted("ab", [0, 0]), "there are 0 things to draw from"),
    "negative": (lambda draw: draw.weighted("ab", [2, -1]), "one weight of zero or more"),
    "uneven": (lambda draw: draw.weighted("abc", [2, 1]), r"3 items with weights \[2, 1\]; give"),
    "too many": (lambda draw: draw.sample("ab", 3), "a sample of 3 from 2 items; give 0 to 2"),
    "too few": (lambda draw: draw.sample("ab", -1), "a sample of -1 from 2 items; give 0 to 2"),
}


@pytest.mark.parametrize("asked", IMPOSSIBLE)
def test_a_draw_from_nothing_is_refused(asked: str) -> None:
    """What cannot be drawn raises at once instead of yielding a number out of range."""
    draw, sentence = IMPOSSIBLE[asked]

    with pytest.raises(ValueError, match=sentence):
        draw(Seed.of("nothing").stream())
