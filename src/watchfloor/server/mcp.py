"""Lets any client of the Model Context Protocol play: a tool for each move, and two beside them.

One connection is one session. A tool answers with the view as a person reads it; what became of the
move stands first. A move that is none, or that cannot be made now, is an answer and no error.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.types import TextContent, Tool
from starlette.applications import Starlette
from starlette.routing import Mount

from watchfloor import __version__
from watchfloor.errors import IllegalMove, WatchfloorError
from watchfloor.play.action import name_of
from watchfloor.play.game import Game
from watchfloor.play.observation import Observation, text
from watchfloor.server import schemas, wire
from watchfloor.server.guard import Guard
from watchfloor.server.limits import Limits
from watchfloor.server.listening import bound
from watchfloor.server.listening import run as serve
from watchfloor.server.session import House, Outcome, Session, Wish

BEGIN, LOOK = "begin_episode", "look_again"
PATH = "/mcp"


class Chair:
    """One connection: its session, and what it was told last."""

    def __init__(self, game: Game[Any], house: House) -> None:
        """Wait for the first episode of *game*."""
        self._session = Session(game, house)
        self._told = ""

    def asked(self, tool: str, arguments: dict[str, Any]) -> str:
        """Return what *tool* answers to *arguments*."""
        if tool == LOOK:
            if not self._told:
                message = f"there is no episode yet; call {BEGIN!r}"
                raise IllegalMove(message)
            return self._told
        if tool == BEGIN:
            outcome = self._session.reset(wire.wish(arguments))
        else:
            outcome = self._session.step(wire.reply({**arguments, "move": tool}))
        self._told = told(outcome)
        return self._told


def told(outcome: Outcome) -> str:
    """Return *outcome* as a person reads it."""
    shown = outcome.shown
    status = f"the move was {shown.status}" + (f": {shown.note}" if shown.note else "")
    head = [status] if shown.status else []
    if outcome.done:
        verdicts = [msgspec.json.encode(it).decode() for it in shown.verdicts]
        return "\n".join(
            [*head, f"the episode is over; {shown.role} earned {outcome.reward}", *verdicts]
        )
    view = Observation(shown.game, shown.role, shown.turn, shown.panels, shown.moves)
    kept = [
        f"  {source}: lines {first + 1} to {last} of before come first"
        for source, (first, last) in shown.kept.items()
    ]
    if shown.unchanged:
        kept.append(f"  as before: {', '.join(shown.unchanged)}")
    brief = [shown.brief] if shown.brief else []
    moves = f"  your moves: {', '.join(shown.moves)}"
    return "\n".join([*head, *brief, text(view), *kept, moves])


def tools(game: Game[Any]) -> list[Tool]:
    """Return the tools of *game*: its moves by their names, and the two that are no moves."""
    begin = "Begin an episode; without arguments the next task of the training split."
    found = [
        Tool(name=BEGIN, description=begin, inputSchema=_schema(Wish)),
        Tool(name=LOOK, description="Show the last view again.", inputSchema={"type": "object"}),
    ]
    for move in schemas.moves(game):
        schema = _schema(move)
        schema["properties"] = {k: v for k, v in schema["properties"].items() if k != "move"}
        schema["required"] = [it for it in schema.get("required", []) if it != "move"]
        name, said = name_of(move), str(schema.pop("description", ""))
        found.append(Tool(name=name, description=said, inputSchema=schema))
    return found


def _schema(kind: type[Any]) -> dict[str, Any]:
    """Return the schema of *kind*, whole in itself."""
    (_,), components = msgspec.json.schema_components((kind,), ref_template="#/$defs/{name}")
    own: dict[str, Any] = dict(components.pop(kind.__name__))
    return {**own, "$defs": components} if components else own


def server(game: Game[Any], house: House) -> Server[Chair, Any]:
    """Return the server of *game*, in which every connection has a chair of its own."""

    @asynccontextmanager
    async def seated(_server: Server[Chair, Any]) -> AsyncGenerator[Chair]:
        yield Chair(game, house)

    found: Server[Chair, Any] = Server(f"watchfloor-{game.name}", __version__, lifespan=seated)

    async def listed() -> list[Tool]:
        return tools(game)

    async def called(name: str, arguments: dict[str, Any]) -> list[TextContent]:
        try:
            said = found.request_context.lifespan_context.asked(name, arguments)
        except WatchfloorError:
            raise
        except Exception as error:
            raise WatchfloorError(wire.FAILED) from error
        return [TextContent(type="text", text=said)]

    found.list_tools()(listed)  # type: ignore[no-untyped-call]  # annotated in part
    found.call_tool(validate_input=False)(called)
    return found


async def over_stdio(game: Game[Any], house: House) -> None:
    """Serve *game* to whoever holds the other end of the standard streams."""
    found = server(game, house)
    async with stdio_server() as (read, write):
        await found.run(read, write, found.create_initialization_options())


def application(game: Game[Any], house: House, limits: Limits) -> Starlette:
    """Return *game* over streamable HTTP."""
    manager = StreamableHTTPSessionManager(
        server(game, house),
        session_idle_timeout=limits.idle_seconds,
        max_request_body_size=limits.body_bytes,
        max_sessions=limits.sessions,
    )

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncGenerator[None]:
        async with manager.run():
            yield

    return Starlette(routes=[Mount(PATH, manager.handle_request)], lifespan=lifespan)


def attend(game: Game[Any], house: House) -> None:
    """Serve *game* over the standard streams until they are closed."""
    asyncio.run(over_stdio(game, house))


def run(game: Game[Any], host: str, port: int, tell: Callable[[str], None]) -> None:
    """Serve *game* over HTTP until it is stopped, and *tell* where."""
    limits = Limits()
    found = bound(host, port)
    tell(f"http://{host}:{found.getsockname()[1]}{PATH}")
    serve(Guard(application(game, House(), limits), limits), found, limits)
