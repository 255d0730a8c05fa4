"""Many clients of one server: who plays at the same time, and who leaves without a word."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from served import Line, Server, together

WORDS = ("nonsense", '{"move": "wait"}', '{"move": "query", "source": "x", "service": "api"}')


def wish(number: int) -> dict[str, Any]:
    """Return what one of many different clients asks for."""
    return {"seed": number, "episode_id": f"it-{number}", "changes": bool(number % 2)}


async def _played(line: Line, number: int, steps: int = 12) -> list[str]:
    """Return everything that one client is told, byte for byte."""
    told = [await line.said({"type": "reset", "data": wish(number)})]
    for step in range(steps):
        reply = WORDS[(number + step) % len(WORDS)]
        told.append(await line.said({"type": "step", "data": {"reply": reply}}))
        told.append(await line.said({"type": "state"}))
        if json.loads(told[-2]).get("data", {}).get("done"):
            break
    return told


async def _client(server: Server, game: str, number: int) -> list[str]:
    async with server.line(game) as line:
        return await _played(line, number)


def alone(server: Server, game: str, number: int) -> list[str]:
    """Return what client *number* is told when it is the only one."""
    return asyncio.run(_client(server, game, number))


def at_once(server: Server, game: str, count: int) -> list[list[str]]:
    """Return what each of *count* clients is told when they play at the same time."""
    return together(_client(server, game, number) for number in range(count))


async def _dropped(server: Server, number: int) -> None:
    """Connect, begin, and vanish without a word."""
    async with server.line("opensoc") as line:
        if number % 2:
            await line.ask("reset", seed=number)
        if number % 3 == 0:
            await line.socket.send('{"type": "reset", "data": {}}')
        line.socket.transport.abort()


def vanish(server: Server, count: int) -> None:
    """Let *count* clients begin and vanish, fifty at a time."""
    for first in range(0, count, 50):
        together(_dropped(server, number) for number in range(first, min(first + 50, count)))


@asynccontextmanager
async def held(server: Server, count: int, **options: object) -> AsyncIterator[list[Line]]:
    """Hold *count* lines at the same time."""
    async with AsyncExitStack() as stack:
        lines = [server.line("opensoc", **options) for _ in range(count)]
        yield [await stack.enter_async_context(it) for it in lines]


async def _full(server: Server, count: int) -> tuple[int, dict[str, Any]]:
    async with held(server, count) as lines:
        kinds = [(await it.ask("reset", seed=1))["type"] for it in lines]
        async with server.line("opensoc") as late:
            told = json.loads(await late.socket.recv())
    return kinds.count("observation"), told["data"]


def full(server: Server, count: int) -> tuple[int, dict[str, Any]]:
    """Return how many of *count* clients find room at once, and what one more is told."""
    return asyncio.run(_full(server, count))


async def opened(server: Server, **headers: str) -> str:
    """Return what a client with *headers* is answered first, or how it is turned away."""
    try:
        async with server.line(additional_headers=headers) as line:
            return str((await line.ask("reset", split="test", index=1))["type"])
    except Exception as error:  # noqa: BLE001  # whatever the client library calls it
        return type(error).__name__
