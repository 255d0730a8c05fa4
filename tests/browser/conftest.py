from collections.abc import Iterator
from typing import Any

import pytest

from browsing import CHROMIUM, HOW, Seen, looking, started
from served import Server, serving

collect_ignore_glob = [] if CHROMIUM else ["test_*.py"]


def pytest_terminal_summary(terminalreporter: Any) -> None:  # noqa: ANN401  # of the library
    """Say what was left out, and how to have it."""
    if not CHROMIUM:
        terminalreporter.write_line(f"left out: the page in a browser, which is not here; {HOW}")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Return a server that shows the page."""
    with serving() as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Return the browser of this machine."""
    yield from started()


@pytest.fixture
def seen(browser: Any) -> Iterator[Seen]:  # noqa: ANN401  # of the library
    """Return a page, of which nothing may go wrong."""
    with looking(browser) as found:
        yield found

        assert found.wrong == []
