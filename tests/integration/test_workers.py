"""A server with workers: what holds of one process holds of all of them together."""

import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

import crowds
import hostile
from served import Line, Server, serving
from watchfloor.agents import games

pytestmark = pytest.mark.slow

PLACES = 12


@pytest.fixture(scope="module")
def spread() -> Iterator[Server]:
    """Return a server of two workers, with few places."""
    with serving(("--workers", "2", "--sessions", str(PLACES), "--rate", "0")) as found:
        yield found


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server of two workers that holds an examination and wants a token."""
    key = tmp_path_factory.mktemp("key") / "key"
    key.write_text("0123456789abcdef" * 2)
    limits = ("--workers", "2", "--idle-seconds", "2", "--rate", "50")
    options = ("--examination", str(key), "--token-variable", "TOKEN", *limits)
    with serving(options, TOKEN="sesame") as found:  # noqa: S106  # of a test
        yield found


def _workers(server: Server) -> list[int]:
    """Return the processes that play for *server*."""
    mine = server.process.pid
    found = Path(f"/proc/{mine}/task/{mine}/children").read_text("utf-8").split()
    named = {int(it): Path(f"/proc/{it}/cmdline").read_bytes() for it in found}
    return [it for it, command in named.items() if b"spawn_main" in command]


def _is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


async def _end(line: Line) -> str:
    """Return how the other side ends *line*."""
    try:
        await asyncio.wait_for(line.socket.recv(), 10)
    except Exception as error:  # noqa: BLE001  # whatever the client library calls it
        return str(error)
    return "a message"


@pytest.mark.parametrize("game", games.shipped())
def test_workers_tell_what_one_process_tells(server: Server, spread: Server, game: str) -> None:
    """Interleaved sessions over two processes are those of one process, to the byte."""
    together = crowds.at_once(spread, game, PLACES)

    assert together == [crowds.alone(server, game, number) for number in range(PLACES)]


def test_both_workers_play(spread: Server) -> None:
    """Clients that come at the same time are dealt out evenly."""

    async def taken() -> list[int]:
        def sockets(process: int) -> int:
            held = [str(it.readlink()) for it in Path(f"/proc/{process}/fd").iterdir()]
            return sum(it.startswith("socket:") for it in held)

        before = [sockets(it) for it in _workers(spread)]
        async with crowds.held(spread, PLACES) as lines:
            for line in lines:
                await line.ask("reset", seed=1)
            after = [sockets(it) for it in _workers(spread)]
        return [now - then for now, then in zip(after, before, strict=True)]

    assert asyncio.run(taken()) == [PLACES // 2, PLACES // 2]


def test_places_are_counted_over_all_workers(spread: Server) -> None:
    """After many abrupt ends every place is free, and one more than there are is refused."""
    for _ in range(20):
        crowds.vanish(spread, PLACES // 2)
    count, late = crowds.full(spread, PLACES)

    assert count == PLACES
    assert (late["code"], late["active_sessions"]) == ("CAPACITY_REACHED", PLACES)


def test_hostile_frames_are_answered_by_workers(spread: Server) -> None:
    """2,000 frames are answered one by one on a line that stays open."""
    talk = asyncio.run(hostile.frames(spread, 2_000))

    assert talk.flaws == []
    assert talk.lines == 1


def test_a_killed_worker_costs_its_clients_and_no_place(spread: Server) -> None:
    """Its clients are hung up on, those of the other play on, and all places are there again."""

    async def killed() -> list[dict[str, Any] | str]:
        told: list[dict[str, Any] | str] = []
        async with crowds.held(spread, 4) as lines:
            for line in lines:
                await line.ask("reset", seed=1)
            os.kill(_workers(spread)[0], signal.SIGKILL)
            for line in lines:
                try:
                    told.append(await line.ask("reset", seed=2))
                except Exception:  # noqa: BLE001  # whatever the client library calls it
                    told.append("hung up")
        return told

    told = asyncio.run(killed())
    end = monotonic() + 30
    while len(_workers(spread)) < 2 and monotonic() < end:
        sleep(0.1)
    count, late = crowds.full(spread, PLACES)

    assert told.count("hung up") == 2
    assert (len(_workers(spread)), count, late["code"]) == (2, PLACES, "CAPACITY_REACHED")


def test_no_worker_serves_without_the_token(strict: Server) -> None:
    """A connection needs it, and is served with it."""
    refused = asyncio.run(crowds.opened(strict))

    assert refused == "InvalidStatus"
    assert asyncio.run(crowds.opened(strict, authorization="Bearer sesame")) == "observation"


def test_workers_hold_one_examination(strict: Server) -> None:
    """Everybody is asked the same secret worlds, whoever plays; no seed and no state is told."""

    async def asked() -> list[dict[str, Any]]:
        headers = {"authorization": "Bearer sesame"}
        async with crowds.held(strict, 4, additional_headers=headers) as lines:
            told = [await line.ask("reset", split="test", index=1) for line in lines]
            told += [await line.ask("state") for line in lines]
            return told + [await line.ask("reset", seed=1) for line in lines]

    told = asyncio.run(asked())
    body = {"game": "opensoc", "split": "test", "index": 1}
    _, plain = strict.ask("POST", "/reset", body, authorization="Bearer sesame")

    assert [it["observation"] for it in told[:4]] == [{**plain["observation"], "metadata": {}}] * 4
    assert {it["type"] for it in told[4:]} == {"error"}


def test_openings_are_slowed_down_over_all_workers(strict: Server) -> None:
    """An address opens connections at the rate that was set, however many processes there are."""

    async def opened(count: int) -> int:
        refused = 0
        for _ in range(count):
            try:
                async with strict.line(additional_headers={"authorization": "Bearer sesame"}):
                    pass
            except Exception:  # noqa: BLE001  # whatever the client library calls it
                refused += 1
        return refused

    sleep(2.5)
    began = monotonic()
    count = 600
    refused = asyncio.run(opened(count))
    allowed = 50 * (monotonic() - began) + 100

    assert count - refused <= allowed + 1


def test_an_idle_line_is_closed_by_its_worker(strict: Server) -> None:
    """A session that nobody asks does not keep its place."""

    async def waited() -> str:
        await asyncio.sleep(2.5)
        headers = {"authorization": "Bearer sesame"}
        async with strict.line(additional_headers=headers) as line:
            return "".join([str(it) async for it in line.socket])

    assert "nothing was asked for 2 seconds" in asyncio.run(waited())


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_workers_end_with_their_server(how: signal.Signals) -> None:
    """However it is stopped, clients are told that it restarts, and no process is left."""

    async def stopped(server: Server) -> list[str]:
        async with crowds.held(server, 4) as lines:
            for line in lines:
                await line.ask("reset", seed=1)
            server.process.send_signal(how)
            return [await _end(line) for line in lines]

    with serving(("--workers", "2")) as found:
        workers = _workers(found)
        told = asyncio.run(stopped(found))
        end = monotonic() + 10
        while any(map(_is_running, workers)) and monotonic() < end:
            sleep(0.05)

    assert all("1012" in it for it in told)
    assert not any(map(_is_running, workers))
