"""Where the server listens, and how it is run there."""

import gc
from socket import IPPROTO_TCP, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, getaddrinfo, socket
from typing import Any

import uvicorn

from watchfloor.errors import BadInput
from watchfloor.server.attentive import Attentive
from watchfloor.server.guard import Guard
from watchfloor.server.lending import Crew
from watchfloor.server.limits import Limits
from watchfloor.server.punctual import punctual


def bound(host: str, port: int) -> socket:
    """Return a socket that listens at *host* and *port*, any free one for 0."""
    found: socket | None = None
    try:
        family = getaddrinfo(host, port, type=SOCK_STREAM)[0][0]
        found = socket(family, SOCK_STREAM, IPPROTO_TCP)  # or answers wait for one another
        found.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(1024)
    except OSError as error:
        if found is not None:
            found.close()
        message = (
            f"cannot listen at {host}:{port} ({error.strerror}); give another --port or --host"
        )
        raise BadInput(message) from None
    return found


class _Server(uvicorn.Server):
    """A server that lets its crew go before it waits for the connections to be closed."""

    def __init__(self, config: uvicorn.Config, crew: Crew | None) -> None:
        super().__init__(config)
        self._crew = crew

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Close everything that is open, and stop listening at *sockets*."""
        if self._crew is not None:
            self._crew.dismiss()
        await super().shutdown(sockets)


def run(app: Guard, found: socket, limits: Limits, crew: Crew | None = None) -> None:
    """Serve *app* at the socket that was *found* until it is stopped; its *crew* goes with it.

    What is loaded by now stays, and is no longer looked through for what could be thrown away.
    """
    gc.collect()
    gc.freeze()
    _Server(uvicorn.Config(app, **settings(limits)), crew).run([found])


def settings(limits: Limits) -> dict[str, Any]:
    """Return how uvicorn is set up.

    Deflating a view costs the server more than it saves anybody on the same machine.
    """
    return {
        "http": punctual(limits.head_seconds),
        "limit_concurrency": limits.connections,
        "log_level": "warning",
        "ws": Attentive,
        "ws_per_message_deflate": False,
        "ws_max_size": limits.body_bytes,
        "ws_ping_interval": 20.0,
        "ws_ping_timeout": 20.0,
        "timeout_keep_alive": 30,
        "timeout_graceful_shutdown": 3,
        "server_header": False,
    }
