import asyncio
from contextlib import suppress
from typing import Any

from websockets.asyncio.client import connect

from visited import visited
from watchfloor.server.attentive import MOST_WAITING, Attentive, Inbox
from watchfloor.server.guard import Receive, Scope, Send
from watchfloor.server.limits import Limits

MANY = 40
LONG = "x" * 100_000
AT_ONCE = 3
"""Messages of that length that one look at the network brings in at most."""


async def _taken(inbox: Inbox, count: int) -> list[Any]:
    return [await inbox.get() for _ in range(count)]


def test_messages_are_taken_in_the_order_they_came() -> None:
    """Whether somebody waits already or comes later, nothing is lost and nothing overtakes."""

    async def talk() -> list[Any]:
        inbox = Inbox()
        waiting = asyncio.create_task(_taken(inbox, 2))
        await asyncio.sleep(0)
        for number in range(4):
            inbox.put_nowait({"type": "websocket.receive", "text": str(number)})
        assert inbox.qsize() == 4
        return [*await waiting, *await _taken(inbox, 2), inbox.empty()]

    *told, is_empty = asyncio.run(talk())

    assert [it["text"] for it in told] == ["0", "1", "2", "3"]
    assert is_empty


def test_who_gave_up_waiting_takes_no_message_along() -> None:
    """A message that comes after somebody has left goes to whoever waits next."""

    async def talk() -> list[Any]:
        inbox = Inbox()
        gone = asyncio.create_task(_taken(inbox, 1))
        stays = asyncio.create_task(_taken(inbox, 1))
        await asyncio.sleep(0)
        gone.cancel()
        with suppress(asyncio.CancelledError):
            await gone
        inbox.put_nowait({"type": "websocket.receive", "text": "here"})
        return await asyncio.wait_for(stays, 5)

    assert [it["text"] for it in asyncio.run(talk())] == ["here"]


def test_many_messages_at_once_are_answered_in_order_and_wait_outside() -> None:
    """A client that sends without listening is heard to its end, a few messages at a time."""
    held: list[int] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        """Say again how what is said begins, and note how much waits."""
        if scope["type"] != "websocket":
            return
        await receive()
        await send({"type": "websocket.accept"})
        waiting = receive.__self__  # type: ignore[attr-defined]  # the protocol, of which it is a method
        assert isinstance(waiting, Attentive)
        while (message := await receive())["type"] == "websocket.receive":
            await asyncio.sleep(0.001)
            held.append(waiting.queue.qsize())
            await send({"type": "websocket.send", "text": message["text"][:9].strip("x")})

    async def visit(port: int) -> list[Any]:
        async with connect(f"ws://127.0.0.1:{port}/", compression=None) as line:
            for number in range(MANY):
                await line.send(f"{number}{LONG}")
            return [await line.recv() for _ in range(MANY)]

    told = asyncio.run(visited(app, Limits(), visit))

    assert told == [str(number) for number in range(MANY)]
    assert 0 < max(held) <= MOST_WAITING + AT_ONCE < MANY
