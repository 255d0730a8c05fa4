"""What several files of tests share because it takes long to come up."""

from collections.abc import Iterator

import pytest

from served import Server, serving


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Return a server that takes questions as fast as they come, from 70 clients at once."""
    with serving(("--sessions", "70", "--rate", "0")) as found:
        yield found
