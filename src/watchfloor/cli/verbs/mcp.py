"""Serve one game to clients of the Model Context Protocol, over stdio or streamable HTTP."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from watchfloor.agents import games
from watchfloor.cli import options as common
from watchfloor.cli.verb import DONE, Verb
from watchfloor.codec import canonical
from watchfloor.server import door
from watchfloor.server.session import House

_LOOPBACK = "127.0.0.1"


def _options(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("name", metavar="GAME", help="a shipped game, or the folder of another")
    add("--http", action="store_true", help="over streamable HTTP instead of the standard streams")
    add("--host", default=_LOOPBACK, metavar="ADDRESS", help="this machine alone if not given")
    port = "8001 if not given; any free one for 0"
    add("--port", type=common.whole(0), default=8001, metavar="N", help=port)
    add("--check", action="store_true", help="list the tools, and stop")
    common.add_json(parser)


def _run(options: Namespace, _words: Sequence[str]) -> int:
    game, mcp = games.find(options.name), door.opened("mcp")
    if options.check:
        names = [tool.name for tool in mcp.tools(game)]
        told = canonical({"tools": names}).decode() if options.json else "\n".join(names)
        sys.stdout.write(f"{told}\n")
    elif options.http:
        mcp.run(game, options.host, options.port, _told)
    else:
        mcp.attend(game, House())
    return DONE


def _told(address: str) -> None:
    sys.stdout.write(canonical({"address": address}).decode() + "\n")
    sys.stdout.flush()


VERB = Verb(
    name="mcp",
    example="watchfloor mcp opensoc --check",
    options=_options,
    run=_run,
)
