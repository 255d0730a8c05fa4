from watchfloor.logsentinel.noise import word


def test_a_word_is_a_function_of_key_and_counter() -> None:
    """Whoever asks again gets the same, whatever was asked between."""
    first = word(7, 3)
    word(7, 4)

    assert word(7, 3) == first


def test_words_are_those_of_the_published_generator() -> None:
    """The finaliser is the one of SplitMix64, whose first words under the seed 0 are known."""
    assert [word(0, 1), word(0, 2), word(0, 3)] == [
        0xE220A8397B1DCDAF,
        0x6E789E6AA1B965F4,
        0x06C45D188009454F,
    ]


def test_words_fill_their_bits_evenly() -> None:
    """Each of the 64 bits is set about half the time."""
    words = [word(5, counter) for counter in range(2000)]

    assert all(850 < sum(it >> bit & 1 for it in words) < 1150 for bit in range(64))
