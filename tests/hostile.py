"""What nobody should send to a server: requests and frames of every wrong kind, slowly too."""

import asyncio
import json
import socket
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, NamedTuple

from served import Line, Server
from watchfloor.seeds import Seed, Stream

GOOD = '{"game": "opensoc", "seed": 7}'
PATHS = (
    *("/reset", "/step", "/state", "/grade", "/tasks", "/batch", "/close", "/health", "/nowhere"),
    *("/opensoc/schema", "/opensoc/mcp", "/opensoc/reset", "/opensoc/opensoc/tasks", "/../etc"),
    *("/%2e%2e/%2e%2e/etc/passwd", "//reset", "/reset/", "/opensoc/../health", "/%00", "/\u00e4"),
    *("/opensoc/opensoc/task", "/opensoc/opensoc/task_range", "/opensoc//ws", "/opensoc/ws"),
    *("/state?session=" + "x" * 500, "/tasks?game=opensoc&start=" + "9" * 300, "/tasks?game=%ff"),
)
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "BREW")
BODIES = (
    *(b"", b"{", b"[]", b"null", b"7", b'"x"', b"\xff\xfe", b"\x00", b"{}" * 50, b"[" * 20_000),
    *(b'{"a":' * 5_000 + b"1" + b"}" * 5_000, b'{"game": 7}', b'{"game": "opensoc", "seed": "7"}'),
    *(b'{"game": "opensoc", "seed": 1e999}', b'{"game": "opensoc", "seed": ' + b"9" * 5_000 + b"}"),
    *(b'{"game": "opensoc", "roles": [1]}', b'{"game": "\\ud800"}', b'{"session": "\\u0000"}'),
    *(b'{"session": "x", "action": {"move": NaN}}', b'{"requests": [{}, {"action": 1}, 7]}'),
    *(b'{"requests": [{"game": "opensoc", "seed": -1}]}', b'{"split": "test", "index": "x"}'),
    *(b'{"jsonrpc": "2.0", "method": "tools/list", "id": 1}', b'{"jsonrpc": "2.0", "method": "x"}'),
    *(b'{"split": "nowhere"}', b'{"split": "test", "index": 99999999}', b"x" * 2_000_000),
)
FRAMES = (
    *("", "{", "[]", "null", "7", '"x"', "\ud7ff", "[" * 50_000, '{"a":' * 5_000, "NaN", "{}"),
    *('{"type": 7}', '{"type": []}', '{"type": "reset"}', '{"type": "step"}', '{"type": "state"}'),
    *('{"type": "reset", "data": 7}', '{"type": "reset", "data": {"self": 1}}', '{"type": null}'),
    *('{"type": "reset", "data": {"seed": -1}}', '{"type": "reset", "data": {"seed": 1e999}}'),
    *('{"type": "reset", "data": {"episode_id": 7}}', '{"type": "mcp", "data": {"x": 1}}'),
    *('{"type": "reset", "data": {"seed": ' + "9" * 5_000 + "}}", '{"type": "mcp"}'),
    *('{"type": "step", "data": {"move": 7}}', '{"type": "step", "data": {"move": {"a": []}}}'),
    *('{"type": "step", "data": {"reply": 7}}', '{"type": "step", "data": {"reply": "\\u0000"}}'),
    *('{"type": "step", "data": {"move": "wait", "metadata": 7}}', '{"type": "x", "data": {}}'),
    *('{"type": "step", "data": {"self": 1}}', '{"type": "reset", "data": {"changes": "yes"}}'),
    *('{"type": "reset", "data": {"split": []}}', '{"type": "state", "self": 1}'),
    *('{"type": "mcp", "data": {"jsonrpc": "2.0", "method": "tools/list", "id": 1}}',),
    *('{"type": "step", "data": {"move": "' + "x" * 200_000 + '"}}', '{"type": "\\ud83d"}'),
)
KINDS = ("observation", "error", "state", "mcp")
BETRAYING = ("Traceback", 'File "', "site-packages", "answer_key")
HALVES = (
    b"POST /step HTTP/1.1\r\nhost: x\r\ncont",
    b"POST /step HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\n{",
)
"""A head and a body that break off."""


class Answered(NamedTuple):
    """A request, and what came back."""

    method: str
    path: str
    status: int
    """0 if the line was closed before the request was whole."""
    text: str

    @property
    def is_bad(self) -> bool:
        """Whether the server failed, or told what it should not."""
        return self.status >= 500 or bool(betrayed(self.text))


@dataclass(slots=True)
class Talk:
    """What came of many frames."""

    sent: int = 0
    lines: int = 0
    """How many connections it took: one, unless one was closed."""
    kinds: Counter[str] = field(default_factory=Counter[str])
    flaws: list[str] = field(default_factory=list[str])


def betrayed(text: str) -> list[str]:
    """Return what *text* tells of our insides."""
    return [word for word in BETRAYING if word in text]


def spoiled(draw: Stream, text: bytes) -> bytes:
    """Return *text* with a few bytes of it otherwise."""
    found = bytearray(text[:5_000])
    for _ in range(1 + draw.below(4)):
        if found:
            place = draw.below(len(found))
            found[place : place + draw.below(3)] = bytes([draw.below(256)])
    return bytes(found)


def requested(server: Server, method: str, path: str, body: bytes) -> tuple[int, str]:
    """Return the status and the body of the answer to a request, sent as it is."""
    with socket.create_connection((server.host, server.port), timeout=30) as line:
        head = f"{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n"
        head += f"content-length: {len(body)}\r\n\r\n"
        try:
            line.sendall(head.encode("utf-8", "surrogatepass") + body)
        except OSError:  # turned away before all of it was sent
            return 0, ""
        answer = b""
        try:
            while part := line.recv(65_536):
                answer += part
        except ConnectionResetError:
            pass
    status = answer.split(b" ", 2)[1] if answer.startswith(b"HTTP/1.1 ") else b"0"
    return int(status), answer.partition(b"\r\n\r\n")[2].decode("utf-8", "replace")


def requests(server: Server, count: int) -> Iterator[Answered]:
    """Send *count* requests of every method, path and body; return what each came to."""
    draw = Seed.of("fuzzed requests").stream()
    for number in range(count):
        body = draw.pick(BODIES)
        is_spoiled = draw.chance(1, 2)
        sent = spoiled(draw, body or GOOD.encode()) if is_spoiled else body
        path, method = PATHS[number % len(PATHS)], draw.pick(METHODS)
        yield Answered(method, path, *requested(server, method, path, sent))


async def frames(server: Server, count: int) -> Talk:
    """Return what came of *count* frames, sent one by one."""
    draw = Seed.of("fuzzed frames").stream()
    talk = Talk()
    while talk.sent < count:
        talk.lines += 1
        async with server.line("opensoc") as line:
            await _frames_of_one(line, draw, count, talk)
    return talk


async def _frames_of_one(line: Line, draw: Stream, count: int, talk: Talk) -> None:
    """Send frames until the line is closed or *count* are sent; note what they come to."""
    while talk.sent < count:
        frame: Any = draw.pick(FRAMES)
        if draw.chance(1, 3):
            frame = spoiled(draw, frame.encode("utf-8", "surrogatepass"))
            frame = frame.decode("utf-8", "replace") if draw.chance(1, 2) else frame
        talk.sent += 1
        try:
            said = await asyncio.wait_for(line.said(frame), 20)
        except Exception as error:  # noqa: BLE001  # closed or silent, which is a flaw either way
            talk.flaws.append(f"{error!r} for {frame[:80]!r}")
            return
        told = json.loads(said)
        talk.kinds[told["data"]["code"] if told["type"] == "error" else told["type"]] += 1
        if (words := betrayed(said)) or told["type"] not in KINDS:
            talk.flaws.append(f"{words} for {frame[:80]!r}")


def stalled(server: Server, count: int, others: int) -> tuple[int, int, float]:
    """Return how many of *others* are answered and how many of *count* slow clients are hung up on.

    The last is after how many seconds they all were.
    """
    began = monotonic()
    lines = [socket.create_connection((server.host, server.port), 60) for _ in range(count)]
    try:
        for number, line in enumerate(lines):
            line.sendall(HALVES[number % len(HALVES)])
        statuses = [server.ask("GET", "/tasks?game=opensoc")[0] for _ in range(others)]
        hung_up = sum(_is_ended(line) for line in lines)
    finally:
        for line in lines:
            line.close()
    return statuses.count(200), hung_up, monotonic() - began


def _is_ended(line: socket.socket) -> bool:
    """Return whether the other side ends *line*, with or without a word."""
    try:
        while line.recv(65_536):
            pass
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False
    return True
