"""What the server was put through, counted: hostile clients, vanishing ones, many and idle ones.

    python tests/proofs.py [--count 10000] [--write]

It takes some minutes. With `--write` what it says is also kept in docs/measurements/server. What
idle sessions cost and batches save is measured by `python -m benchmarks.serving`.
"""

import asyncio
import re
import socket
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import crowds
import hostile
from served import Server, serving
from watchfloor.agents import games

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "docs" / "measurements" / "server" / "proofs.txt"
LARGE = 50_000_000
SLOW, OTHERS = 64, 200
CLIENTS, PLACES, VANISHING = 64, 70, 1_000
WAYS = {
    "one process": ("--sessions", str(PLACES), "--rate", "0"),
    "two workers": ("--sessions", str(PLACES), "--rate", "0", "--workers", "2"),
}
"""How the server is started, by what that is called."""
Proof = Callable[[Server, int], Iterator[str]]


def by_requests(server: Server, count: int) -> Iterator[str]:
    """Tell what *count* hostile requests are answered."""
    found = list(hostile.requests(server, count))
    statuses = Counter(it.status for it in found)
    yield f"{count:,} hostile requests: {len(hostile.METHODS)} methods, {len(hostile.PATHS)} paths"
    for status, times in sorted(statuses.items()):
        yield f"  {times:>6,} {f'status {status}' if status else 'hung up on before all was sent'}"
    yield f"  {sum(it.is_bad for it in found):>6,} of our own failure, or with our insides"


def by_frames(server: Server, count: int) -> Iterator[str]:
    """Tell what *count* hostile frames are answered."""
    talk = asyncio.run(hostile.frames(server, count))
    yield f"{talk.sent:,} hostile frames, one by one on {talk.lines:,} line"
    for kind, times in sorted(talk.kinds.items()):
        yield f"  {times:>6,} {kind}"
    yield f"  {len(talk.flaws):>6,} without an answer, or with our insides"


def by_large_bodies(server: Server, _count: int) -> Iterator[str]:
    """Tell what a body of 50 megabytes is answered, told beforehand and not."""
    head = b"POST /step HTTP/1.1\r\nhost: x\r\n"
    told = head + b"content-length: %d\r\n\r\n{" % LARGE
    untold = head + b"transfer-encoding: chunked\r\n\r\n"
    part = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    for what, sent in {"its length told": [told], "in parts": [untold, *[part] * 800]}.items():
        yield f"a body of {LARGE:,} bytes, {what}: {_answer(server, sent)}"


def _answer(server: Server, parts: list[bytes]) -> str:
    """Return what is said to *parts*, or that nobody listened to all of it."""
    with socket.create_connection((server.host, server.port), timeout=30) as line:
        sent = 0
        try:
            for part in parts:
                line.sendall(part)
                sent += len(part)
            return line.recv(1_000).split(b"\r\n")[0].decode()
        except OSError:
            return f"hung up on after {sent // 2**20:,} MiB at most"


def by_slow_clients(server: Server, _count: int) -> Iterator[str]:
    """Tell what becomes of clients that break off, and of those beside them."""
    served, hung_up, seconds = hostile.stalled(server, SLOW, OTHERS)
    yield f"{SLOW} clients that stop in the middle of a head or a body"
    yield f"  {served:>6,} of {OTHERS} other requests answered meanwhile"
    yield f"  {hung_up:>6,} hung up on, all within {seconds:.0f} s"


def by_vanishing(server: Server, _count: int) -> Iterator[str]:
    """Tell how much room there is after many abrupt ends."""
    crowds.vanish(server, VANISHING)
    count, late = crowds.full(server, PLACES)
    yield f"{VANISHING:,} abrupt disconnects, then {PLACES} clients for {PLACES} places"
    yield f"  {count:>6,} of them found one"
    yield f"         the next one is told {late['code']}: {late['message']}"


def by_crowds(server: Server, _count: int) -> Iterator[str]:
    """Tell whether many at once are told what each alone is told."""
    for game in games.shipped():
        together = crowds.at_once(server, game, CLIENTS)
        serial = [crowds.alone(server, game, number) for number in range(CLIENTS)]
        told = sum(map(len, serial))
        differ = sum(a != b for a, b in zip(together, serial, strict=True))
        yield f"{CLIENTS} interleaved sessions of {game} beside {CLIENTS} serial ones"
        yield f"  {differ:>6,} differ in a byte, of {told:,} messages"


def by_afterlife(server: Server, _count: int) -> Iterator[str]:
    """Tell whether the same process still serves, after all of it."""
    status, _ = server.ask("POST", "/reset", hostile.GOOD.encode())
    alive = "runs" if server.process.poll() is None else "has ended"
    yield f"afterwards the process {alive}, and a reset is answered with {status}"


PROOFS: tuple[Proof, ...] = (
    by_requests,
    by_frames,
    by_large_bodies,
    by_slow_clients,
    by_vanishing,
    by_crowds,
    by_afterlife,
)


def told(count: int) -> Iterator[str]:
    """Tell everything, a line at a time."""
    yield "python tests/proofs.py --write"
    for way, options in WAYS.items():
        yield from ("", f"== {way}: watchfloor serve {' '.join(options)}")
        with serving(options) as server:
            for proof in PROOFS:
                yield from proof(server, count)
    yield from ("", "== not run: an image was built nowhere, since there was no container engine")


def main() -> None:
    """Say what everything came to, and keep it if asked to."""
    parser = ArgumentParser()
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lines = list[str]()
    for line in told(options.count):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
        lines.append(re.sub(r"\s+$", "", line))
    if options.write:
        KEPT.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
