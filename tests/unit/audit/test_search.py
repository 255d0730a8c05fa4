from watchfloor.audit.search import Budget


def test_the_first_round_may_always_begin() -> None:
    """Whatever little time there is, something is tried."""
    assert Budget(rounds=0, seconds=1e-9).clock()(0)


def test_rounds_end_with_their_number() -> None:
    """Without a time the number of rounds is what ends a search."""
    may_begin = Budget(rounds=2).clock()

    assert [may_begin(number) for number in range(4)] == [True, True, False, False]


def test_rounds_end_with_the_time() -> None:
    """When the time is up no further round begins."""
    assert not Budget(rounds=100, seconds=1e-9).clock()(1)
