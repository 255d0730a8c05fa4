"""Tests of whom the server hangs up on, over real sockets."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest

from visited import visited
from watchfloor.server.guard import Guard, Receive, Scope, Send
from watchfloor.server.limits import Limits

BRIEF = Limits(head_seconds=0.5, connections=3)
REQUEST = b"GET / HTTP/1.1\r\nhost: x\r\n\r\n"
LONG = b"x" * (1 << 26)

Visit = Callable[[int], Awaitable[object]]


async def _app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer in a word, or at `/long` in more than anybody holds for a client."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        body = LONG if scope["path"] == "/long" else b"there"
        await send({"type": "http.response.body", "body": body})
    else:
        await receive()


async def _visited(visit: Visit) -> object:
    return await visited(Guard(_app, BRIEF), BRIEF, visit, 4096)


async def _said(port: int, *parts: bytes) -> bytes:
    """Return all that is answered to *parts*, until the server hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    said = b""
    with suppress(ConnectionError):
        for part in parts:
            writer.write(part)
            await asyncio.sleep(0.05)
        while more := await reader.read(1 << 16):
            said += more
    writer.close()
    return said


def test_whoever_asks_nothing_is_hung_up_on() -> None:
    """A connection without a request holds its place for so many seconds only."""
    assert asyncio.run(_visited(_said)) == b""


@pytest.mark.parametrize("begun", [REQUEST[:9], REQUEST[:-2]])
def test_a_head_that_does_not_end_is_hung_up_on(begun: bytes) -> None:
    """Whoever sends a request by the letter is not waited for, wherever it stops."""
    assert asyncio.run(_visited(lambda port: _said(port, begun[:4], begun[4:]))) == b""


def test_a_second_head_that_does_not_end_is_hung_up_on() -> None:
    """What was asked before buys no more time."""
    said = asyncio.run(_visited(lambda port: _said(port, REQUEST, REQUEST[:9])))

    assert isinstance(said, bytes)
    assert said.count(b"there") == 1


def test_a_head_in_parts_is_answered_if_it_is_in_time() -> None:
    """A slow line is not a crime."""

    async def visit(port: int) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for part in (REQUEST[:9], REQUEST[9:]):
            writer.write(part)
            await asyncio.sleep(0.05)
        said = await reader.readuntil(b"there")
        writer.close()
        return said

    said = asyncio.run(_visited(visit))

    assert isinstance(said, bytes)
    assert said.startswith(b"HTTP/1.1 200")


@pytest.mark.slow
def test_an_answer_that_nobody_takes_is_given_up() -> None:
    """A client that does not read is hung up on, and the server serves the next."""

    async def visit(port: int) -> tuple[int, bytes]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=4096)
        writer.write(b"GET /long HTTP/1.1\r\nhost: x\r\n\r\n")
        await asyncio.sleep(1.0)
        taken = 0
        with suppress(ConnectionError):
            while part := await reader.read(1 << 16):
                taken += len(part)
        writer.close()
        return taken, await _said(port, REQUEST, REQUEST[:1])

    found = asyncio.run(_visited(visit))

    assert isinstance(found, tuple)
    assert found[0] < len(LONG)
    assert b"there" in found[1]


def test_one_connection_too_many_is_told_so() -> None:
    """The server answers that it is busy, whoever holds the places."""

    async def visit(port: int) -> bytes:
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(4)]
        reader, writer = held[-1]
        writer.write(REQUEST)
        said = await reader.readuntil(b"\r\n")
        for _, other in held:
            other.close()
        return said

    assert asyncio.run(_visited(visit)) == b"HTTP/1.1 503 Service Unavailable\r\n"
