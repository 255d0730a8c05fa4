from watchfloor.opensoc.held_out import HELD_OUT


def test_what_is_held_out_is_a_set_of_fingerprints() -> None:
    """Each is the beginning of a digest, in hexadecimal."""
    assert all(len(mark) == 32 and int(mark, 16) >= 0 for mark in HELD_OUT)
