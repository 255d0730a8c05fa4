"""A server of one application in this process, over a real socket, for as long as it is visited."""

import asyncio
from collections.abc import Awaitable, Callable
from socket import SO_SNDBUF, SOL_SOCKET
from typing import Any, TypeVar

import uvicorn

from watchfloor.server import listening
from watchfloor.server.limits import Limits

Found = TypeVar("Found")


async def visited(
    app: Any,  # noqa: ANN401  # of any kind that uvicorn serves
    limits: Limits,
    visit: Callable[[int], Awaitable[Found]],
    held: int | None = None,
) -> Found:
    """Serve *app* while somebody makes a *visit* to its port, and return what they found.

    No more than *held* bytes wait in the system for a client, if it is given.
    """
    found = listening.bound("127.0.0.1", 0)
    if held is not None:
        found.setsockopt(SOL_SOCKET, SO_SNDBUF, held)
    server = uvicorn.Server(uvicorn.Config(app, **listening.settings(limits), lifespan="off"))
    running = asyncio.create_task(server.serve([found]))
    try:
        while not server.started:  # noqa: ASYNC110  # uvicorn tells nobody
            await asyncio.sleep(0.01)
        return await asyncio.wait_for(visit(found.getsockname()[1]), 20)
    finally:
        server.should_exit = True
        await running
