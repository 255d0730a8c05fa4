"""Tests of where the server listens."""

import pytest

from watchfloor.errors import BadInput
from watchfloor.server import listening


def test_a_port_that_is_taken_is_told() -> None:
    """The sentence says what to do."""
    with listening.bound("127.0.0.1", 0) as held, pytest.raises(BadInput, match="give another"):
        listening.bound("127.0.0.1", held.getsockname()[1])
