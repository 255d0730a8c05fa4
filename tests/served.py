"""A real server in a process of its own, as `watchfloor serve` starts it."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Coroutine, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from http.client import HTTPConnection
from os import environ
from tempfile import TemporaryFile
from typing import Any, NamedTuple, TypeVar

from websockets.asyncio.client import ClientConnection, connect

ROOM = "opensoc"
Found = TypeVar("Found")


class Server(NamedTuple):
    """Where a server is, and its process."""

    host: str
    port: int
    process: subprocess.Popen[str]

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, Any]:
        """Return the status and the JSON that *path* answers."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        status, text = self.raw(method, path, raw if body is not None else b"", headers)
        return status, json.loads(text)

    def raw(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Return the status and the bytes that *path* answers."""
        line = HTTPConnection(self.host, self.port, timeout=30)
        try:
            line.request(method, path, body, dict(headers or {}))
            answer = line.getresponse()
            return answer.status, answer.read()
        finally:
            line.close()

    def headers(self, path: str) -> dict[str, str]:
        """Return what is said beside what *path* answers, by names in small letters."""
        line = HTTPConnection(self.host, self.port, timeout=30)
        try:
            line.request("GET", path)
            return {name.lower(): value for name, value in line.getresponse().getheaders()}
        finally:
            line.close()

    @asynccontextmanager
    async def line(self, game: str = ROOM, **options: object) -> AsyncIterator["Line"]:
        """Hold a WebSocket connection to *game*."""
        address = f"ws://{self.host}:{self.port}/{game}/ws"
        settings: dict[str, Any] = {
            "compression": None,
            "max_size": None,
            "open_timeout": 60,
            **options,
        }
        async with connect(address, **settings) as socket:
            yield Line(socket)


class Line:
    """A WebSocket connection, on which every question has one answer."""

    def __init__(self, socket: ClientConnection) -> None:
        """Speak over *socket*."""
        self.socket = socket

    async def said(self, message: object) -> str:
        """Return what comes back to *message*, byte for byte."""
        text = message if isinstance(message, str | bytes) else json.dumps(message)
        await self.socket.send(text)
        return str(await self.socket.recv())

    async def ask(self, kind: str, **fields: object) -> dict[str, Any]:
        """Return the payload that comes back to a message of *kind* with *fields*."""
        message = {"type": kind, "data": fields} if kind in ("reset", "step") else {"type": kind}
        found: dict[str, Any] = json.loads(await self.said(message))
        return dict(found["data"], type=found["type"])


@contextmanager
def serving(options: Sequence[str] = (), **variables: str) -> Iterator[Server]:
    """Serve with *options* for as long as it is looked at."""
    command = [sys.executable, "-m", "watchfloor", "serve", "--port", "0", "--json", *options]
    log = TemporaryFile("w+")  # noqa: SIM115  # open as long as the process
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
        env={**environ, **variables},
    )
    try:
        line = process.stdout.readline() if process.stdout else ""
        if not line:
            log.seek(0)
            raise AssertionError(log.read())
        host, port = json.loads(line)["address"].removeprefix("http://").rsplit(":", 1)
        yield Server(host, int(port), process)
    finally:
        process.terminate()
        process.communicate()
        log.close()


def together(things: Iterable[Coroutine[Any, Any, Found]]) -> list[Found]:
    """Return what *things* come to when they are awaited at the same time."""

    async def gathered() -> list[Found]:
        return list(await asyncio.gather(*things))

    return asyncio.run(gathered())
