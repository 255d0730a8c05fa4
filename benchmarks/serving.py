"""How fast the server is beside the framework's echo, what a batch saves, and what idling costs.

    python -m benchmarks.serving [--only rates|batches|idle]
        [--seconds 4] [--rounds 3] [--lines 32] [--idle 1000] [--workers 0]

The echo is sent the messages of each game's pattern: as many steps between two resets as an
episode of the game has. It answers with a view of a kilobyte, and with one as long as the game's;
it has our overrides and is served as the framework is, but for deflating. Each round measures every
kind once, so that a busy machine is busy for all of them, and the best round counts. Everything is
counted in messages, resets among them. The processor's time of the server is told beside the rate:
it says what a core can do.

With workers the echo is measured as one process, and as that many, each with its own port and an
equal share of the clients: an echo that is served in the same way.
"""

import asyncio
import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import cycle, product
from time import monotonic
from typing import Any, NamedTuple

import httpx
from benchmarks.callers import called
from benchmarks.servers import KILOBYTE, Server, started
from websockets.asyncio.client import connect

from watchfloor.agents import games
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.seating import play

AROUND = 112
"""Bytes of the echo's answer around its view."""
MODES = {"opensoc": "casework", "logsentinel": "parallel"}
SEEDS = range(7, 15)


class Rate(NamedTuple):
    """How fast something went."""

    messages: int
    seconds: float
    cpu: float
    bytes_of_a_view: float

    @property
    def each_second(self) -> float:
        """Messages in a second; of a batch, what is in it."""
        return self.messages / self.seconds

    @property
    def microseconds(self) -> float:
        """Of the server's processor, for each message."""
        return self.cpu / self.messages * 1e6


def episodes(name: str) -> list[list[str]]:
    """Return the frames of some ordinary episodes of a game, each a reset and its steps."""
    game, mode = games.find(name), MODES[name]
    found = list[list[str]]()
    for seed in SEEDS:
        scenario = next(iter(game.scenarios))
        seats = dict.fromkeys(game.roles, "heuristic")
        table = Table(Setting(scenario, mode, seed), game.recipes["standard"], seats)
        wish = {"seed": seed, "scenario": scenario, "mode": mode, "changes": "lines"}
        actions = [json.loads(turn.reply) for turn in play(game, table).turns]
        found.append([_frame("reset", wish), *(_frame("step", it) for it in actions)])
    return found


def _frame(kind: str, fields: dict[str, Any]) -> str:
    return json.dumps({"type": kind, "data": fields})


async def over_websocket(
    servers: Sequence[Server], path: str, frames: list[list[str]], lines: int, seconds: float
) -> Rate:
    """Return the rate of *lines* connections, an equal share to each server, that play *frames*."""
    before, began = sum(it.cpu() for it in servers), monotonic()
    end = began + seconds
    shifted = [
        frames[number % len(frames) :] + frames[: number % len(frames)] for number in range(lines)
    ]
    played = zip(cycle(servers), shifted, strict=False)
    found = await asyncio.gather(*(called(at.port, path, it, end) for at, it in played))
    sent, steps, heard = (sum(it[place] for it in found) for place in range(3))
    taken = sum(it.cpu() for it in servers) - before
    return Rate(sent, monotonic() - began, taken, heard / max(steps, 1))


def over_requests(
    server: Server, name: str, frames: list[list[str]], lines: int, seconds: float
) -> Rate:
    """Return the rate of *lines* sessions, each message of which is a request of its own."""
    return _over_http(server, name, frames, (lines, seconds), _one_by_one)


def over_batches(
    server: Server, name: str, frames: list[list[str]], lines: int, seconds: float
) -> Rate:
    """Return the rate of *lines* sessions whose messages travel together."""
    return _over_http(server, name, frames, (lines, seconds), _in_a_batch)


def _over_http(
    server: Server,
    name: str,
    frames: list[list[str]],
    size: tuple[int, float],
    send: Callable[[httpx.Client, list[dict[str, Any]]], tuple[list[dict[str, Any]], int]],
) -> Rate:
    """Return the rate of so many sessions for so many seconds, a message of each at a time."""
    lines, seconds = size
    played = [_shifted(frames, number) for number in range(lines)]
    left = [list(next(it)) for it in played]
    sessions: list[str | None] = [None] * lines
    before, began, sent, heard = server.cpu(), monotonic(), 0, 0
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}") as client:
        while monotonic() < began + seconds:
            asked = [
                _asked(json.loads(it.pop(0)), at, name)
                for it, at in zip(left, sessions, strict=True)
            ]
            results, size_of_answers = send(client, asked)
            sent, heard = sent + len(asked), heard + size_of_answers
            sessions = [it["session"] for it in results]
            left = [it or list(next(more)) for it, more in zip(left, played, strict=True)]
    return Rate(sent, monotonic() - began, server.cpu() - before, heard / max(sent, 1))


def _one_by_one(
    client: httpx.Client, asked: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], int]:
    """Send what is *asked* in requests of their own; return the answers and how long they were."""
    answers = [client.post("/step" if "action" in it else "/reset", json=it) for it in asked]
    return [it.json() for it in answers], sum(len(it.content) for it in answers)


def _in_a_batch(
    client: httpx.Client, asked: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], int]:
    """Send what is *asked* in one request; return the answers and how long they were."""
    answer = client.post("/batch", json={"requests": asked})
    return answer.json()["results"], len(answer.content)


def _shifted(frames: list[list[str]], number: int) -> Iterator[list[str]]:
    """Return *frames* without an end, from another place for each *number*."""
    first = number % len(frames)
    return cycle(frames[first:] + frames[:first])


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
                await line.send(_frame("reset", {"index": number, "changes": "lines"}))
                await line.recv()
        return (server.kilobytes() - before) / count
    finally:
        for line in lines:
            await line.close()


def _told(what: str, rate: Rate) -> None:
    speed = f"{rate.each_second:>7.0f} messages/s {rate.microseconds:>6.0f} us of the server"
    print(f"  {what:<44} {speed} {rate.bytes_of_a_view:>6.0f} bytes")


def _best(kinds: Iterable[Iterator[tuple[str, Rate]]]) -> dict[str, Rate]:
    """Return the round of each kind in which the server took least time for a message."""
    best = dict[str, Rate]()
    for what, rate in (it for kind in kinds for it in kind):
        if what not in best or rate.microseconds < best[what].microseconds:
            best[what] = rate
    for what, rate in best.items():
        _told(what, rate)
    return best


def rates(options: Namespace) -> None:
    """Print the rates over WebSocket, beside those of the echo on the same pattern."""
    with ExitStack() as stack:
        echoes = [stack.enter_context(started("echo")) for _ in range(max(1, options.workers))]
        server = stack.enter_context(started("games", options.workers))
        ways = {"": echoes[:1], f", {len(echoes)} processes": echoes}
        ways = dict(list(ways.items())[: 1 + (len(echoes) > 1)])
        best = _best(_lines(ways, server, options) for _ in range(options.rounds))
    for name in games.shipped():
        game = best[name]
        for what, beside in best.items():
            if what.startswith(f"{name}: "):
                ratio = game.each_second / beside.each_second
                core = beside.microseconds / game.microseconds
                print(f"  {what}: {ratio:.2f} of its rate, {core:.2f} by processor")


def batches(options: Namespace) -> None:
    """Print what a message costs by itself, over HTTP and WebSocket, and in batches."""
    with started("games", options.workers) as server:
        best = _best(_ways(server, options) for _ in range(options.rounds))
    for name in games.shipped():
        batch = best[f"{name} in batches"].microseconds
        http, line = best[f"{name} by request"].microseconds, best[name].microseconds
        print(f"  {name}: a batch is {http / batch:.2f} times as fast for each core as requests,")
        print(f"    and {line / batch:.2f} times as fast as WebSocket")


def _lines(
    ways: Mapping[str, Sequence[Server]], server: Server, options: Namespace
) -> Iterator[tuple[str, Rate]]:
    lines, seconds = options.lines, options.seconds
    for name in games.shipped():
        frames, place = episodes(name), f"/{name}/ws"
        game = asyncio.run(over_websocket([server], place, frames, lines, seconds))
        yield name, game
        sizes = {"a kilobyte": KILOBYTE, "as much": round(game.bytes_of_a_view) - AROUND}
        for (what, size), (way, echoes) in product(sizes.items(), ways.items()):
            said = [
                [_frame("reset", {"size": size}), *[_frame("step", {})] * (len(it) - 1)]
                for it in frames
            ]
            rate = asyncio.run(over_websocket(echoes, "/ws", said, lines, seconds))
            yield f"{name}: echo, {what}{way}", rate


def _ways(server: Server, options: Namespace) -> Iterator[tuple[str, Rate]]:
    lines, seconds = options.lines, options.seconds
    for name in games.shipped():
        frames, place = episodes(name), f"/{name}/ws"
        yield name, asyncio.run(over_websocket([server], place, frames, lines, seconds))
        yield f"{name} by request", over_requests(server, name, frames, lines, seconds)
        yield f"{name} in batches", over_batches(server, name, frames, lines, seconds)


def idle(options: Namespace) -> None:
    """Print what idle sessions cost."""
    for name in games.shipped():
        for is_begun in (False, True):
            with started("games", options.workers) as server:
                each = asyncio.run(idling(server, name, options.idle, is_begun=is_begun))
            what = "in an episode" if is_begun else "before a reset"
            print(f"  {name}: {each:.1f} KB for each of {options.idle} idle sessions {what}")


PIECES = {"rates": rates, "batches": batches, "idle": idle}


def main() -> None:
    """Measure what was asked for."""
    parser = ArgumentParser()
    parser.add_argument("--only", choices=PIECES)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--lines", type=int, default=32)
    parser.add_argument("--idle", type=int, default=1_000)
    parser.add_argument("--workers", type=int, default=0)
    options = parser.parse_args()
    for name, measure in PIECES.items():
        if options.only in (None, name):
            measure(options)


if __name__ == "__main__":
    main()
