import asyncio
from contextlib import suppress
from typing import Any

import pytest
from websockets.asyncio.client import connect

from visited import visited
from watchfloor.server import attentive
from watchfloor.server.attentive import MOST_WAITING, Attentive, Inbox
from watchfloor.server.guard import Guard, Receive, Scope, Send
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


class Prompt:
    """An application that answers at once what it can, and notes what it had to wait for."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Say again what is said, until somebody says that it is over."""
        if scope["type"] != "websocket":
            return
        await receive()
        await send({"type": "websocket.accept"})
        scope["extensions"][attentive.AT_ONCE](self._answer)
        while (message := await receive())["type"] == "websocket.receive":
            text = message["text"]
            self.heard.append(text)
            answer = self._answer(text) or b"over"
            await send({"type": "websocket.send", "text": answer.decode()})

    def _answer(self, text: str) -> bytes | None:
        return text.encode() if "over" not in text else None


@pytest.mark.parametrize("is_guarded", [False, True])
def test_a_message_that_is_waited_for_is_answered_where_it_comes_in(is_guarded: bool) -> None:  # noqa: FBT001  # a case
    """The application hears only of what it has no answer to."""
    prompt = Prompt()
    app: Any = Guard(prompt, Limits(), careful=("/",)) if is_guarded else prompt

    async def visit(port: int) -> list[Any]:
        told: list[Any] = []
        async with connect(f"ws://127.0.0.1:{port}/", compression=None) as line:
            for said in ("one", "two", "it is over", "three"):
                await line.send(said)
                told.append(await line.recv())
        return told

    assert asyncio.run(visited(app, Limits(), visit)) == ["one", "two", "over", "three"]
    assert prompt.heard == ["it is over"]


def test_of_many_messages_at_once_one_alone_is_answered_where_it_comes_in() -> None:
    """The others wait for the application in their order, so that nobody keeps the loop busy."""
    prompt = Prompt()

    async def visit(port: int) -> list[Any]:
        async with connect(f"ws://127.0.0.1:{port}/", compression=None) as line:
            await line.send("first")
            told = [await line.recv()]
            frames = b"".join(_frame(str(number)) for number in range(MANY))
            line.transport.write(frames)
            return told + [await line.recv() for _ in range(MANY)]

    told = asyncio.run(visited(prompt, Limits(), visit))

    assert told == ["first", *map(str, range(MANY))]
    assert MANY // 2 < len(prompt.heard) < MANY


def _frame(said: str) -> bytes:
    """Return *said* as a client sends it, with a mask of nothing."""
    return bytes([0x81, 0x80 | len(said)]) + bytes(4) + said.encode()


def test_who_does_not_listen_is_answered_by_the_application() -> None:
    """Once more waits for a client than the system takes, answers wait for it as well."""
    prompt = Prompt()

    async def visit(port: int) -> list[Any]:
        async with connect(f"ws://127.0.0.1:{port}/", compression=None, max_queue=1) as line:
            line.transport.pause_reading()
            for number in range(MANY):
                await line.send(f"{number}{LONG}")
                await asyncio.sleep(0.01)
            waited = len(prompt.heard)
            line.transport.resume_reading()
            told = [str(await line.recv())[:9].strip("x") for _ in range(MANY)]
        return [waited, *told]

    waited, *told = asyncio.run(visited(prompt, Limits(), visit, held=4_096))

    assert told == [str(number) for number in range(MANY)]
    assert waited > 0


@pytest.mark.parametrize(
    ("limits", "said", "heard"),
    [
        (Limits(rate=1), ["1", "2", "3"], ["3"]),
        (Limits(body_bytes=8), ["short", "much too long"], []),
    ],
)
def test_what_the_guard_holds_back_is_not_answered_at_once(
    limits: Limits, said: list[str], heard: list[str]
) -> None:
    """Who is too fast waits, and what is too long is refused, on either way."""
    prompt = Prompt()

    async def visit(port: int) -> list[Any]:
        told: list[Any] = []
        async with connect(f"ws://127.0.0.1:{port}/", compression=None) as line:
            for text in said:
                await line.send(text)
                told.append(await line.recv())
        return told

    told = asyncio.run(visited(Guard(prompt, limits, careful=("/",)), Limits(), visit))

    assert prompt.heard == heard
    assert [it == text for it, text in zip(told, said, strict=True)] == [
        len(text) <= limits.body_bytes for text in said
    ]


def test_what_is_no_text_is_not_answered_at_once() -> None:
    """Bytes that are no UTF-8 end the connection, as without anybody to answer at once."""
    prompt = Prompt()

    async def visit(port: int) -> int | None:
        async with connect(f"ws://127.0.0.1:{port}/", compression=None) as line:
            line.transport.write(bytes([0x81, 0x82]) + bytes(4) + b"\xff\xfe")
            await line.wait_closed()
            return line.close_code

    assert asyncio.run(visited(prompt, Limits(), visit)) in (1007, 1006)
    assert prompt.heard == []
