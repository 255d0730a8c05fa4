"""Both games over the Model Context Protocol, driven by a client of its own kit."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from os import environ

import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client

from watchfloor.agents import games
from watchfloor.play.action import name_of
from watchfloor.server import schemas
from watchfloor.server.session import House, Session, Wish

pytestmark = pytest.mark.slow

RESERVED = {"reset", "step", "state", "close"}
COMMAND = ("-m", "watchfloor", "mcp")
MONITOR = {"action": "monitor"}


@asynccontextmanager
async def _beside(game: str) -> AsyncIterator[ClientSession]:
    """Hold a connection to a process of its own, over the standard streams."""
    asked = StdioServerParameters(command=sys.executable, args=[*COMMAND, game], env=dict(environ))
    async with stdio_client(asked) as (read, write), ClientSession(read, write) as client:
        await client.initialize()
        yield client


async def _said(client: ClientSession, tool: str, **arguments: object) -> tuple[bool, str]:
    """Return whether *tool* failed, and what it says."""
    found = await client.call_tool(tool, arguments)
    return bool(found.isError), "".join(getattr(it, "text", "") for it in found.content)


@pytest.mark.parametrize("name", games.shipped())
def test_the_tools_are_the_moves(name: str) -> None:
    """There is a tool for each move by its name, and none that a framework keeps to itself."""

    async def asked() -> set[str]:
        async with _beside(name) as client:
            return {tool.name for tool in (await client.list_tools()).tools}

    found = asyncio.run(asked())
    moves = {name_of(move) for move in schemas.moves(games.find(name))}

    assert found == moves | {"begin_episode", "look_again"}
    assert not found & RESERVED


def test_an_episode_is_played_with_tools() -> None:
    """A client begins, is shown the view, moves, and is told what it earned."""

    async def played() -> list[tuple[bool, str]]:
        async with _beside("opensoc") as client:
            early = await _said(client, "submit_triage", **MONITOR)
            begun = await _said(client, "begin_episode", seed=7)
            again = await _said(client, "look_again")
            ended = await _said(client, "submit_triage", **MONITOR)
            return [early, begun, again, ended]

    early, begun, again, ended = asyncio.run(played())
    session = Session(games.find("opensoc"), House())
    session.reset(Wish(seed=7))
    reward = session.step('{"move": "submit_triage", "action": "monitor"}').reward

    assert early[0]
    assert "reset before the first step" in early[1]
    assert begun == again
    assert "your moves: submit_triage" in begun[1]
    assert ended[1] == f"the move was ok\nthe episode is over; defender earned {reward}"


def test_connections_over_http_have_sessions_of_their_own() -> None:
    """Two clients of one server play two worlds."""
    command = [sys.executable, *COMMAND, "opensoc", "--http", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline() if process.stdout else ""
        address = json.loads(line)["address"]

        async def both() -> list[tuple[bool, str]]:
            async with (
                streamable_http_client(address) as (read, write, _),
                ClientSession(read, write) as one,
                streamable_http_client(address) as (more, again, _),
                ClientSession(more, again) as other,
            ):
                await one.initialize()
                await other.initialize()
                first = await _said(one, "begin_episode", seed=7)
                second = await _said(other, "begin_episode", seed=8)
                return [first, second, await _said(one, "look_again")]

        first, second, again = asyncio.run(both())
    finally:
        process.terminate()
        process.communicate()

    assert first == again
    assert first != second
