"""Servers in processes of their own, for the benchmarks: the games, and the framework's echo.

python benchmarks/servers.py echo|games WORKERS
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from typing import NamedTuple

import uvicorn
from openenv.core.env_server.http_server import create_app
from openenv.core.env_server.interfaces import Environment
from openenv.core.env_server.types import Action, Observation, State

from watchfloor.agents import games
from watchfloor.server import borrowing, listening, serving
from watchfloor.server.limits import Limits
from watchfloor.server.session import House

TICK = os.sysconf("SC_CLK_TCK")
KILOBYTE = 1_000


class Said(Action):
    """What is said to the echo."""

    text: str = ""


class Echo(Observation):
    """What the echo says."""

    text: str = ""
    view: str = ""


class EchoRoom(Environment[Said, Echo, State]):
    """The framework's echo, with the overrides that our environments have."""

    SUPPORTS_CONCURRENT_SESSIONS = True

    def reset(self, seed: int | None = None, episode_id: str | None = None, **kw: object) -> Echo:
        """Begin; what it says from now on beside what it was told is so long as *kw* say."""
        del seed, episode_id
        self._view = "x" * int(str(kw.get("size", KILOBYTE)))
        return Echo(view=self._view, reward=0.0)

    async def reset_async(
        self, seed: int | None = None, episode_id: str | None = None, **kw: object
    ) -> Echo:
        """Begin on the loop."""
        return self.reset(seed, episode_id, **kw)

    def step(self, action: Said, timeout_s: float | None = None, **kw: object) -> Echo:
        """Say it again."""
        del timeout_s, kw
        return Echo(text=action.text, view=self._view, reward=0.0)

    async def step_async(self, action: Said, timeout_s: float | None = None, **kw: object) -> Echo:
        """Say it again on the loop."""
        return self.step(action, timeout_s, **kw)

    @property
    def state(self) -> State:
        """Nothing."""
        return State()


class Server(NamedTuple):
    """A server in a process of its own."""

    port: int
    process: subprocess.Popen[str]

    def cpu(self) -> float:
        """Return the seconds of the processor that it and its workers have taken."""
        return sum(map(_cpu, self._processes()))

    def kilobytes(self) -> int:
        """Return the memory that it and its workers hold now."""
        return sum(map(_kilobytes, self._processes()))

    def _processes(self) -> list[int]:
        mine = self.process.pid
        children = Path(f"/proc/{mine}/task/{mine}/children").read_text("utf-8").split()
        return [mine, *map(int, children)]


def _cpu(process: int) -> float:
    words = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / TICK


def _kilobytes(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1])


def serve(kind: str, workers: int) -> None:
    """Serve the echo, or the games with *workers*, at a free port, and say which."""
    limits = Limits(sessions=1_100, rate=0, connections=10_000)
    found = listening.bound("127.0.0.1", 0)
    if kind == "echo":
        _told_port(found)
        echo = create_app(EchoRoom, Said, Echo, env_name="echo", max_concurrent_envs=1_100)
        config = uvicorn.Config(echo, log_level="warning", ws_per_message_deflate=False)
        uvicorn.Server(config).run([found])
        return
    terms = borrowing.Terms(tuple(games.shipped()), House(), limits, "")
    with borrowing.crew(workers, terms) as crew:
        offer = serving.Offer(limits=limits)
        app = serving.application(serving.every_game(), offer, crew if workers else None)
        _told_port(found)
        listening.run(app, found, limits, crew)


def _told_port(found: socket) -> None:
    sys.stdout.write(f"{found.getsockname()[1]}\n")
    sys.stdout.flush()


@contextmanager
def started(kind: str, workers: int = 0) -> Iterator[Server]:
    """Run a server of *kind* with *workers* for as long as it is asked."""
    command = [sys.executable, __file__, kind, str(workers)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield Server(int(process.stdout.readline() if process.stdout else 0), process)
    finally:
        process.terminate()
        process.communicate()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
