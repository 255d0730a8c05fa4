"""Tests of what a worker does with connections that were handed over."""

import asyncio
import json
from socket import socketpair

from websockets.client import ClientProtocol
from websockets.frames import Frame
from websockets.uri import parse_uri

from watchfloor.server.borrowing import Borrower
from watchfloor.server.channel import Channel, Handed
from watchfloor.server.guard import Receive, Scope, Send
from watchfloor.server.lending import READY
from watchfloor.server.limits import Limits


async def _echo(_scope: Scope, receive: Receive, send: Send) -> None:
    """Say one message again."""
    await receive()
    await send({"type": "websocket.accept"})
    message = await receive()
    if message["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": message["text"]})
    await send({"type": "websocket.close"})


async def _lent(*, is_gone: bool) -> tuple[list[int], bytes]:
    """Return the numbers that a worker says, and what is heard on the connection it was handed."""
    ours, theirs = socketpair()
    near, far = socketpair()
    said = list[int]()
    channel = Channel(ours)

    def hear(handed: Handed | None) -> None:
        said.extend([handed.number] if handed else [])

    channel.listen(hear)
    client = ClientProtocol(parse_uri("ws://x/opensoc/ws"))
    client.send_request(client.connect())
    (head,) = client.data_to_send()
    channel.hand(7, head, near.fileno())
    near.close()
    heard = b""
    if is_gone:
        far.close()
    working = asyncio.create_task(Borrower(_echo, Limits()).work(theirs))
    if not is_gone:
        reader, writer = await asyncio.open_connection(sock=far)
        client.receive_data(await reader.readuntil(b"\r\n\r\n"))
        client.send_text(json.dumps("hello").encode())
        writer.write(b"".join(client.data_to_send()))
        client.receive_data(await reader.read(100))
        heard = b"".join(it.data for it in client.events_received() if isinstance(it, Frame))
        writer.close()
    await asyncio.sleep(0.1)
    channel.close()
    await asyncio.wait_for(working, 5)
    return said, heard


def test_a_connection_is_opened_played_and_given_back() -> None:
    """The worker says that it is ready, answers the opening and what is said, and counts it off."""
    said, heard = asyncio.run(_lent(is_gone=False))

    assert said == [READY, 7]
    assert heard.startswith(b'"hello"')


def test_a_connection_that_is_gone_is_given_back() -> None:
    """A client that vanished on the way keeps no place."""
    said, _ = asyncio.run(_lent(is_gone=True))

    assert said == [READY, 7]
