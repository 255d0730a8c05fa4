"""Tests of what two processes of one server say to each other."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from socket import socketpair

from watchfloor.server.channel import Channel, Handed

Heard = list[Handed | None]


async def _talked(talk: Callable[[Channel, Channel], Awaitable[None]]) -> Heard:
    """Return what one end hears while the two *talk*."""
    ours, theirs = map(Channel, socketpair())
    heard: Heard = []
    theirs.listen(heard.append)
    ours.listen(lambda _handed: None)
    await talk(ours, theirs)
    await asyncio.sleep(0.05)
    ours.close()
    theirs.close()
    return heard


def test_a_connection_is_handed_over_with_what_was_said() -> None:
    """Whoever has the other end goes on with the same connection, each under its own number."""
    found = list[bytes]()

    async def talk(ours: Channel, _theirs: Channel) -> None:
        for number in (3, 4):
            near, far = socketpair()
            assert ours.hand(number, b"head %d" % number, near.fileno())
            near.close()
            far.sendall(b"hello %d" % number)
            far.close()

    heard = asyncio.run(_talked(talk))
    for it in heard:
        if it is not None and it.connection is not None:
            found.append(it.connection.recv(100))
            it.connection.close()

    assert [(it.number, it.said) for it in heard if it] == [(3, b"head 3"), (4, b"head 4")]
    assert found == [b"hello 3", b"hello 4"]


def test_numbers_wait_until_they_are_listened_to() -> None:
    """More than the system holds is said in order all the same, and nothing waits for it."""
    count = 5_000

    async def talk(ours: Channel, _theirs: Channel) -> None:
        for number in range(count):
            ours.say(number)
        await asyncio.sleep(1.0)

    heard = asyncio.run(_talked(talk))

    assert [it.number for it in heard if it] == list(range(count))


def test_no_connection_overtakes_what_is_owed() -> None:
    """While words are on their way a connection is not taken, and stays where it is."""
    went = list[bool]()

    async def talk(ours: Channel, _theirs: Channel) -> None:
        for number in range(5_000):
            ours.say(number)
        went.append(ours.hand(7, b"head", 0))

    heard = asyncio.run(_talked(talk))

    assert went == [False]
    assert all(it.connection is None for it in heard if it)


def test_the_end_of_the_other_side_is_heard_once() -> None:
    """Afterwards nothing is taken any more."""
    went = list[bool]()

    async def talk(ours: Channel, theirs: Channel) -> None:
        ours.close()
        await asyncio.sleep(0.05)
        went.append(theirs.hand(7, b"head", 0))
        theirs.say(7)

    heard = asyncio.run(_talked(talk))

    assert heard == [None]
    assert went == [False]


def test_a_connection_that_nobody_takes_is_closed() -> None:
    """One that came with half of its words when the channel is closed does not stay open."""

    async def talk(ours: Channel, theirs: Channel) -> None:
        near, far = socketpair()
        assert ours.hand(3, b"head", near.fileno())
        near.close()
        theirs._heard += b"\0\0\0\1\0\0\0\xff"  # words that are never whole
        await asyncio.sleep(0.05)
        theirs.close()
        far.settimeout(1.0)
        assert far.recv(1) == b""
        far.close()

    before = len(list(Path("/proc/self/fd").iterdir()))
    asyncio.run(_talked(talk))

    assert len(list(Path("/proc/self/fd").iterdir())) == before
