"""Techniques that are held out."""

import cases
from watchfloor.opensoc.techniques import decides_by_held, is_without_held


def test_what_hangs_on_a_held_technique_is_not_without_it() -> None:
    """An incident can be either or neither, never both."""
    found = [(decides_by_held(it), is_without_held(it)) for it in cases.grown(6)]

    assert {(True, False), (False, True), (False, False)} == set(found)
