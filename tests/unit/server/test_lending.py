"""Tests of how connections are lent; `tests/integration/test_workers.py` lends them for good."""

import socket

import pytest

from watchfloor.errors import BadInput
from watchfloor.server.lending import Crew, Lent, _head


def test_a_worker_that_does_not_start_is_told() -> None:
    """A process that ends before it is ready is a sentence, and no server begins."""
    crew = Crew(1, socket.socket.close)
    with pytest.raises(BadInput, match="a worker did not start"):
        crew.__enter__()
    crew.dismiss()


def test_nobody_lends_to_a_crew_without_workers() -> None:
    """The connection stays where it is, and is played there."""
    crew = Crew(0, socket.socket.close)

    assert not crew.lend({}, lambda: None)


def test_a_connection_counts_until_it_is_over() -> None:
    """It stands among the others, and whoever keeps the places is told once."""
    others, told = set[object](), list[str]()
    lent = Lent(others, lambda: told.append("over"))
    was_there = lent in others
    lent.shutdown()
    lent.end()

    assert was_there
    assert (others, told) == (set(), ["over"])


def test_the_request_is_sent_on_as_it_came() -> None:
    """Path, query and headers are those of the client."""
    scope = {
        "raw_path": b"/opensoc/ws",
        "query_string": b"a=b",
        "headers": [(b"host", b"x"), (b"sec-websocket-key", b"k")],
    }

    assert _head(scope) == (
        b"GET /opensoc/ws?a=b HTTP/1.1\r\nhost: x\r\nsec-websocket-key: k\r\n\r\n"
    )
    assert _head({**scope, "query_string": b""}).startswith(b"GET /opensoc/ws HTTP/1.1\r\n")
