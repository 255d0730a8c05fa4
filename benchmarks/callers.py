"""Clients that take as little of the processor as they can, so that a server is what is measured.

What a client says is put into frames before it begins; of what it hears it reads the lengths alone.
The handshake is that of the library.
"""

import asyncio
import struct
from collections.abc import Iterator, Sequence
from itertools import cycle
from time import monotonic
from typing import NamedTuple, cast

from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.uri import parse_uri

_SHORT, _LONG = 126, 127
"""How a frame says that its length takes two bytes more, or eight."""
_TEXT = 0x80 | Opcode.TEXT


class Heard(NamedTuple):
    """What a client has come to."""

    messages: int
    steps: int
    """Those that did not begin an episode."""
    bytes: int
    """That were told of steps."""


class Caller(asyncio.Protocol):
    """One client, which says the next frame as soon as the last one was answered."""

    def __init__(self, address: str, episodes: Sequence[Sequence[str]], end: float) -> None:
        """Play *episodes* at *address* until *end*, over and over."""
        self._opening = ClientProtocol(parse_uri(address), max_size=None)
        self._frames = _said(episodes)
        self._end = end
        self._owed = bytearray()
        self._is_open = self._is_step = False
        self._sent = self._steps = self._bytes = 0
        self.over: asyncio.Future[Heard] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        self._transport = cast(asyncio.Transport, transport)
        self._opening.send_request(self._opening.connect())
        self._transport.write(b"".join(self._opening.data_to_send()))

    def data_received(self, data: bytes) -> None:
        """Take what is told."""
        if not self._is_open:
            self._opening.receive_data(data)
            found = self._opening.events_received()
            if found and isinstance(found[0], Response) and found[0].status_code == 101:
                self._is_open = True
                self._say()
            return
        self._owed += data
        while (size := _whole(self._owed)) is not None:
            is_text = self._owed[0] == _TEXT
            del self._owed[:size]
            if is_text:
                self._hear(size)

    def connection_lost(self, exc: Exception | None) -> None:
        """Fail if there was more to say."""
        if not self.over.done():
            self.over.set_exception(exc or ConnectionError("the server hung up"))

    def _hear(self, size: int) -> None:
        self._sent += 1
        if self._is_step:
            self._steps, self._bytes = self._steps + 1, self._bytes + size
        if monotonic() > self._end:
            self.over.set_result(Heard(self._sent, self._steps, self._bytes))
            self._transport.close()
        else:
            self._say()

    def _say(self) -> None:
        frame, self._is_step = next(self._frames)
        self._transport.write(frame)


def _said(episodes: Sequence[Sequence[str]]) -> Iterator[tuple[bytes, bool]]:
    """Return the frames of *episodes* without an end, and whether each is of a step."""
    frames = [
        (Frame(Opcode.TEXT, said.encode()).serialize(mask=True), place > 0)
        for episode in episodes
        for place, said in enumerate(episode)
    ]
    return cycle(frames)


def _whole(data: bytearray) -> int | None:
    """Return how long the first frame in *data* is, if it is whole.

    >>> _whole(bytearray([0x81, 2, 65, 66, 0x81])), _whole(bytearray([0x81, 2, 65]))
    (4, None)
    """
    if len(data) < 2:
        return None
    head, size = 2, data[1]
    if size == _SHORT and len(data) >= 4:
        head, size = 4, struct.unpack_from("!H", data, 2)[0]
    elif size == _LONG and len(data) >= 10:
        head, size = 10, struct.unpack_from("!Q", data, 2)[0]
    elif size >= _SHORT:
        return None
    return head + size if len(data) >= head + size else None


async def called(port: int, path: str, episodes: Sequence[Sequence[str]], end: float) -> Heard:
    """Return what a client comes to that plays *episodes* at *path* until *end*."""
    address = f"ws://127.0.0.1:{port}{path}"
    loop = asyncio.get_running_loop()
    _, caller = await loop.create_connection(
        lambda: Caller(address, episodes, end), "127.0.0.1", port
    )
    return await caller.over
