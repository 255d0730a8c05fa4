"""Requests and frames as nobody should send them: all are answered, and nothing breaks."""

import asyncio
import socket

import pytest

import hostile
from served import Server

pytestmark = pytest.mark.slow


def test_no_request_is_answered_with_our_own_failure(server: Server) -> None:
    """2,000 requests of every method, path and body end in an answer that is no traceback."""
    found = [it for it in hostile.requests(server, 2_000) if it.is_bad]

    assert found == []
    assert server.ask("POST", "/reset", hostile.GOOD.encode())[0] == 200


def test_no_frame_ends_a_session(server: Server) -> None:
    """8,000 frames are answered one by one on lines that stay open."""
    talk = asyncio.run(hostile.frames(server, 8_000))

    assert talk.flaws == []
    assert talk.lines == 1


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
        status, _ = server.ask("POST", "/reset", hostile.GOOD.encode())

    assert status == 200
