"""Requests and frames as nobody should send them: all are answered, and nothing breaks."""

import asyncio
import json
import socket
from typing import Any

import pytest

from served import Line, Server
from watchfloor.seeds import Seed, Stream

pytestmark = pytest.mark.slow

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
BETRAYING = ("Traceback", 'File "', "site-packages", "answer_key")


def _spoiled(draw: Stream, text: bytes) -> bytes:
    """Return *text* with a few bytes of it otherwise."""
    found = bytearray(text[:5_000])
    for _ in range(1 + draw.below(4)):
        if found:
            place = draw.below(len(found))
            found[place : place + draw.below(3)] = bytes([draw.below(256)])
    return bytes(found)


def _requested(server: Server, method: str, path: str, body: bytes) -> tuple[int, str]:
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


def _betrayed(text: str) -> list[str]:
    return [word for word in BETRAYING if word in text]


def test_no_request_is_answered_with_our_own_failure(server: Server) -> None:
    """2,000 requests of every method, path and body end in an answer that is no traceback."""
    draw = Seed.of("fuzzed requests").stream()
    found = list[tuple[int, str]]()
    for number in range(2_000):
        body = draw.pick(BODIES)
        is_spoiled = draw.chance(1, 2)
        sent = _spoiled(draw, body or GOOD.encode()) if is_spoiled else body
        path = PATHS[number % len(PATHS)]
        status, text = _requested(server, draw.pick(METHODS), path, sent)
        found += [(status, path)] if status >= 500 or _betrayed(text) else []

    assert found == []
    assert server.ask("POST", "/reset", GOOD.encode())[0] == 200


async def _frames(server: Server, count: int) -> tuple[list[str], int]:
    """Return what was betrayed in answers to *count* frames, and how many lines they took."""
    draw = Seed.of("fuzzed frames").stream()
    found, lines, left = list[str](), 0, count
    while left > 0:
        lines += 1
        async with server.line("opensoc") as line:
            left = await _frames_of_one(line, draw, left, found)
    return found, lines


async def _frames_of_one(line: Line, draw: Stream, left: int, found: list[str]) -> int:
    """Send frames until the line is closed or none is *left*; return what is."""
    while left > 0:
        frame: Any = draw.pick(FRAMES)
        if draw.chance(1, 3):
            frame = _spoiled(draw, frame.encode("utf-8", "surrogatepass"))
            frame = frame.decode("utf-8", "replace") if draw.chance(1, 2) else frame
        left -= 1
        try:
            said = await asyncio.wait_for(line.said(frame), 20)
        except TimeoutError:
            found.append(f"no answer to {frame[:80]!r}")
            return left
        except Exception as error:  # noqa: BLE001  # the line was closed, as it may be
            found += [f"{error!r} for {frame[:80]!r}"]
            return left
        if (words := _betrayed(said)) or json.loads(said)["type"] not in KINDS:
            found.append(f"{words} for {frame[:80]!r}")
    return left


KINDS = ("observation", "error", "state", "mcp")


def test_no_frame_ends_a_session(server: Server) -> None:
    """8,000 frames are answered one by one on lines that stay open."""
    found, lines = asyncio.run(_frames(server, 8_000))

    assert found == []
    assert lines == 1


def test_a_huge_body_is_turned_away_at_once(server: Server) -> None:
    """50 megabytes are refused by their length, before they are sent."""
    with socket.create_connection((server.host, server.port), timeout=30) as line:
        line.sendall(b"POST /step HTTP/1.1\r\nhost: x\r\ncontent-length: 50000000\r\n\r\n{")
        answer = line.recv(1_000)

    assert answer.startswith(b"HTTP/1.1 4")


def test_a_huge_body_of_unknown_length_is_turned_away(server: Server) -> None:
    """Whoever does not tell the length is stopped at the limit."""
    with socket.create_connection((server.host, server.port), timeout=30) as line:
        line.sendall(b"POST /step HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n")
        answer = b""
        try:
            for _ in range(800):
                line.sendall(b"10000\r\n" + b"x" * 65_536 + b"\r\n")
            answer = line.recv(1_000)
        except OSError:
            answer = b"HTTP/1.1 4 closed"

    assert answer.startswith(b"HTTP/1.1 4")


def test_a_huge_frame_closes_its_own_line_only(server: Server) -> None:
    """A message beyond the limit costs whoever sent it the connection."""

    async def sent() -> int:
        async with server.line("opensoc") as line, server.line("opensoc") as other:
            try:
                await line.said("x" * 5_000_000)
            except Exception:  # noqa: BLE001  # whatever the client library calls it
                return 1 if (await other.ask("reset", seed=1))["type"] == "observation" else 0
        return 0

    assert asyncio.run(sent()) == 1


def test_a_slow_client_holds_up_nobody(server: Server) -> None:
    """A body that never comes keeps no other client waiting."""
    with socket.create_connection((server.host, server.port), timeout=30) as slow:
        slow.sendall(b"POST /step HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\n{")
        status, _ = server.ask("POST", "/reset", GOOD.encode())

    assert status == 200
