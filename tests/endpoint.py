"""A real HTTP server on this machine that speaks the chat protocol, or fails in a way of its own.

`python tests/endpoint.py --say TEXT COMMAND...` runs a command beside a server that always says
TEXT; the word URL in the command stands for its address.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from threading import Thread
from types import TracebackType
from typing import Any, NamedTuple, Self

MONITOR = '{"move": "submit_triage", "action": "monitor"}'


class Asked(NamedTuple):
    """A request as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


Behaviour = Callable[[asyncio.StreamWriter, Asked], Awaitable[None]]


def answer(status: int, body: bytes, headers: Sequence[str] = ()) -> Behaviour:
    """Answer with *status*, *headers* and *body*, as they are."""

    async def behave(writer: asyncio.StreamWriter, _asked: Asked) -> None:
        lines = [f"HTTP/1.1 {status} Whatever", f"content-length: {len(body)}", *headers, "", ""]
        writer.write("\r\n".join(lines).encode() + body)
        await writer.drain()

    return behave


def completion(content: object, **further: object) -> dict[str, Any]:
    """Return an ordinary answer that says *content*, with *further* keys in its message."""
    message = {"role": "assistant", "content": content, **further}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    usage = {"prompt_tokens": 100, "completion_tokens": 20}
    return {"object": "chat.completion", "choices": [choice], "usage": usage}


def say(content: object, **further: object) -> Behaviour:
    """Answer as a model does that says *content*."""
    return answer(200, json.dumps(completion(content, **further)).encode())


def holding(held: object, status: int = 200, headers: Sequence[str] = ()) -> Behaviour:
    """Answer with *held* as JSON."""
    return answer(status, json.dumps(held).encode(), headers)


def later(seconds: float, then: Behaviour) -> Behaviour:
    """Do *then* after some *seconds*."""

    async def behave(writer: asyncio.StreamWriter, asked: Asked) -> None:
        await asyncio.sleep(seconds)
        await then(writer, asked)

    return behave


async def hang_up(writer: asyncio.StreamWriter, _asked: Asked) -> None:
    """Close without a word."""
    writer.close()


async def break_off(writer: asyncio.StreamWriter, _asked: Asked) -> None:
    """Promise a long answer and close in the middle of it."""
    writer.write(b'HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n{"choices": [{"message": {"con')
    await writer.drain()
    writer.close()


async def drip(writer: asyncio.StreamWriter, _asked: Asked) -> None:
    """Send a byte at a time and never come to an end."""
    writer.write(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
    with suppress(ConnectionError):
        while True:
            writer.write(b"1\r\n \r\n")
            await writer.drain()
            await asyncio.sleep(0.02)


async def flood(writer: asyncio.StreamWriter, _asked: Asked) -> None:
    """Send garbage without an end."""
    writer.write(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
    with suppress(ConnectionError):
        while True:
            writer.write(b"10000\r\n" + b"\xff{" * 0x8000 + b"\r\n")
            await writer.drain()


async def babble(writer: asyncio.StreamWriter, _asked: Asked) -> None:
    """Speak something that is not HTTP."""
    writer.write(b"\x16\x03\x01 what? {}{}{} \r\n\r\n")
    await writer.drain()
    writer.close()


class Server:
    """A server that treats requests by its behaviours in turn, and the last of them for good."""

    def __init__(self, *behaviours: Behaviour) -> None:
        """Behave as *behaviours* say; listens once it is entered."""
        self._left = list(behaviours)
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._tasks: list[asyncio.Task[None]] = []
        self.asked: list[Asked] = []
        self.at_once = self.most_at_once = 0
        self.url = ""

    def __enter__(self) -> Self:
        """Listen on a free port."""
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Stop, whatever is still going on."""
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/v1"

    async def _stop(self) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0.01)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._tasks.append(task)
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while not writer.is_closing():
                await self._one(reader, writer)
        writer.transport.abort()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        asked = Asked(head[0].split()[1], headers, json.loads(body or b"{}"))
        self.asked.append(asked)
        behave = self._left.pop(0) if len(self._left) > 1 else self._left[0]
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await behave(writer, asked)
        finally:
            self.at_once -= 1


def main(words: Sequence[str]) -> int:
    """Run the command *words* beside a server."""
    said = MONITOR
    if words and words[0] == "--say":
        said, words = words[1], words[2:]
    with Server(say(said)) as server:
        command = [server.url if word == "URL" else word for word in words]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
