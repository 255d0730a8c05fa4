"""Tests of where the server listens."""

import asyncio
from socket import IPPROTO_TCP, TCP_NODELAY

import pytest

from watchfloor.errors import BadInput
from watchfloor.server import listening


def test_a_port_that_is_taken_is_told() -> None:
    """The sentence says what to do."""
    with listening.bound("127.0.0.1", 0) as held, pytest.raises(BadInput, match="give another"):
        listening.bound("127.0.0.1", held.getsockname()[1])


def test_an_answer_does_not_wait_for_the_one_before() -> None:
    """The parts of an answer are sent as they come, which the loop sees to where it knows TCP."""
    found = list[int]()

    async def heard(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        found.append(writer.get_extra_info("socket").getsockopt(IPPROTO_TCP, TCP_NODELAY))
        writer.close()

    async def visited() -> None:
        server = await asyncio.start_server(heard, sock=listening.bound("127.0.0.1", 0))
        async with server:
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            await reader.read()
            writer.close()

    asyncio.run(visited())

    assert found == [1]
