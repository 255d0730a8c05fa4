"""How fast the server is beside the framework's echo, what a batch saves, and what idling costs.

    python benchmarks/serving.py [--seconds 4] [--rounds 3] [--lines 32] [--idle 1000]

Each round measures every kind once, so that a busy machine is busy for all of them; the best round
counts. The processor's time of the server is told beside the rate: it says what a core can do.
"""

import asyncio
import json
import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

import httpx
import uvicorn
from openenv.core.env_server.http_server import create_app
from openenv.core.env_server.interfaces import Environment
from openenv.core.env_server.types import Action, Observation, State
from websockets.asyncio.client import connect

from watchfloor.agents import games
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.seating import play
from watchfloor.server import listening, serving
from watchfloor.server.limits import Limits

TICK = os.sysconf("SC_CLK_TCK")
VIEW = "x" * 1_000
"""What the echo says beside what it was told: as much as a view of a game."""
MODES = {"opensoc": "casework", "logsentinel": "parallel"}
SEEDS = range(7, 15)


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
        """Begin."""
        del seed, episode_id, kw
        return Echo(view=VIEW, reward=0.0)

    async def reset_async(
        self, seed: int | None = None, episode_id: str | None = None, **kw: object
    ) -> Echo:
        """Begin on the loop."""
        return self.reset(seed, episode_id, **kw)

    def step(self, action: Said, timeout_s: float | None = None, **kw: object) -> Echo:
        """Say it again."""
        del timeout_s, kw
        return Echo(text=action.text, view=VIEW, reward=0.0)

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
        """Return the seconds of the processor that it has taken."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("utf-8").rpartition(")")[2]
        words = fields.split()
        return (int(words[11]) + int(words[12])) / TICK

    def kilobytes(self) -> int:
        """Return the memory that it holds now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1])


class Rate(NamedTuple):
    """How fast something went."""

    steps: int
    seconds: float
    cpu: float
    bytes_of_a_view: float

    @property
    def each_second(self) -> float:
        """Steps in a second."""
        return self.steps / self.seconds

    @property
    def microseconds(self) -> float:
        """Of the server's processor, for each step."""
        return self.cpu / self.steps * 1e6


def serve(kind: str) -> None:
    """Serve the echo or the games at a free port, and say which."""
    limits = Limits(sessions=1_100, rate=0)
    if kind == "echo":
        app: Any = create_app(EchoRoom, Said, Echo, env_name="echo", max_concurrent_envs=1_100)
    else:
        app = serving.application(serving.every_game(), serving.Offer(limits=limits))
    found = listening.bound("127.0.0.1", 0)
    sys.stdout.write(f"{found.getsockname()[1]}\n")
    sys.stdout.flush()
    uvicorn.Server(uvicorn.Config(app, **listening.settings(limits))).run([found])


@contextmanager
def started(kind: str) -> Iterator[Server]:
    """Run a server of *kind* for as long as it is asked."""
    command = [sys.executable, __file__, "--serve", kind]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield Server(int(process.stdout.readline() if process.stdout else 0), process)
    finally:
        process.terminate()
        process.communicate()


def episodes(name: str) -> list[list[str]]:
    """Return the frames of some ordinary episodes of a game, each a reset and its steps."""
    game, mode = games.find(name), MODES[name]
    found = list[list[str]]()
    for seed in SEEDS:
        scenario = next(iter(game.scenarios))
        seats = dict.fromkeys(game.roles, "heuristic")
        table = Table(Setting(scenario, mode, seed), game.recipes["standard"], seats)
        wish = {"seed": seed, "scenario": scenario, "mode": mode, "changes": True}
        actions = [json.loads(turn.reply) for turn in play(game, table).turns]
        found.append([_frame("reset", wish), *(_frame("step", it) for it in actions)])
    return found


def _frame(kind: str, fields: dict[str, Any]) -> str:
    return json.dumps({"type": kind, "data": fields})


async def _line(address: str, frames: list[list[str]], end: float) -> tuple[int, int]:
    """Play *frames* again and again until *end*; return the steps made and the bytes heard."""
    steps = heard = 0
    async with connect(address, compression=None, max_size=None) as line:
        for episode in cycle(frames):
            for place, frame in enumerate(episode):
                await line.send(frame)
                said = await line.recv()
                steps += place > 0
                heard += len(said) if place > 0 else 0
                if monotonic() > end:
                    return steps, heard
    return steps, heard


async def over_websocket(
    server: Server, path: str, frames: list[list[str]], lines: int, seconds: float
) -> Rate:
    """Return the rate of *lines* connections that play *frames*."""
    address, before, began = f"ws://127.0.0.1:{server.port}{path}", server.cpu(), monotonic()
    end = began + seconds
    shifted = [
        frames[number % len(frames) :] + frames[: number % len(frames)] for number in range(lines)
    ]
    found = await asyncio.gather(*(_line(address, it, end) for it in shifted))
    steps, heard = sum(it[0] for it in found), sum(it[1] for it in found)
    return Rate(steps, monotonic() - began, server.cpu() - before, heard / max(steps, 1))


def over_batches(
    server: Server, name: str, frames: list[list[str]], lines: int, seconds: float
) -> Rate:
    """Return the rate of *lines* sessions whose steps travel together."""
    played = [
        cycle(frames[number % len(frames) :] + frames[: number % len(frames)])
        for number in range(lines)
    ]
    left = [list(next(it)) for it in played]
    sessions: list[str | None] = [None] * lines
    before, began, steps, heard = server.cpu(), monotonic(), 0, 0
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}") as client:
        while monotonic() < began + seconds:
            asked = [
                _asked(json.loads(it.pop(0)), at, name)
                for it, at in zip(left, sessions, strict=True)
            ]
            answer = client.post("/batch", json={"requests": asked})
            results = answer.json()["results"]
            steps += sum("action" in it for it in asked)
            heard += len(answer.content)
            sessions = [it["session"] for it in results]
            left = [it or list(next(more)) for it, more in zip(left, played, strict=True)]
    return Rate(steps, monotonic() - began, server.cpu() - before, heard / max(steps, 1))


def _asked(frame: dict[str, Any], session: str | None, name: str) -> dict[str, Any]:
    """Return *frame* as one request of a batch."""
    if frame["type"] == "step":
        return {"session": session, "action": frame["data"]}
    return {**frame["data"], **({"session": session} if session else {"game": name})}


async def idling(server: Server, name: str, count: int, *, is_begun: bool) -> float:
    """Return the kilobytes that each of *count* idle sessions costs."""
    before = server.kilobytes()
    address = f"ws://127.0.0.1:{server.port}/{name}/ws"
    lines = []
    try:
        for number in range(count):
            line = await connect(address, compression=None, max_size=None)
            lines.append(line)
            if is_begun:
                await line.send(_frame("reset", {"index": number, "changes": True}))
                await line.recv()
        return (server.kilobytes() - before) / count
    finally:
        for line in lines:
            await line.close()


def _told(what: str, rate: Rate) -> None:
    print(
        f"  {what:<24} {rate.each_second:>8.0f} steps/s  {rate.microseconds:>6.0f} us of the server"
        f"   {rate.bytes_of_a_view:>6.0f} bytes"
    )


def rates(options: Namespace) -> None:
    """Print the rates of every kind, and how they compare."""
    best = dict[str, Rate]()
    with started("echo") as echo, started("games") as server:
        for _ in range(options.rounds):
            for what, rate in _round(echo, server, options):
                if what not in best or rate.microseconds < best[what].microseconds:
                    best[what] = rate
    for what, rate in best.items():
        _told(what, rate)
    for name in games.shipped():
        ratio = best[name].each_second / best["echo"].each_second
        core = best["echo"].microseconds / best[name].microseconds
        saved = best[name].microseconds / best[f"{name} in batches"].microseconds
        beside = f"{ratio:.2f} of the echo's rate, {core:.2f} by processor"
        print(f"  {name}: {beside}; a step takes {saved:.2f} times as much as one of a batch")


def _round(echo: Server, server: Server, options: Namespace) -> Iterator[tuple[str, Rate]]:
    """Return the rate of every kind, one after the other."""
    lines, seconds = options.lines, options.seconds
    said = [[_frame("reset", {}), *[_frame("step", {"text": "hello"})] * 40]]
    yield "echo", asyncio.run(over_websocket(echo, "/ws", said, lines, seconds))
    for name in games.shipped():
        frames, place = episodes(name), f"/{name}/ws"
        yield name, asyncio.run(over_websocket(server, place, frames, lines, seconds))
        yield f"{name} in batches", over_batches(server, name, frames, lines, seconds)


def main() -> None:
    """Measure what was asked for."""
    parser = ArgumentParser()
    parser.add_argument("--serve")
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--lines", type=int, default=32)
    parser.add_argument("--idle", type=int, default=1_000)
    options = parser.parse_args()
    if options.serve:
        serve(options.serve)
        return
    rates(options)
    for name in games.shipped():
        for is_begun in (False, True):
            with started("games") as server:
                each = asyncio.run(idling(server, name, options.idle, is_begun=is_begun))
            what = "in an episode" if is_begun else "before a reset"
            print(f"  {name}: {each:.1f} KB for each of {options.idle} idle sessions {what}")


if __name__ == "__main__":
    main()
