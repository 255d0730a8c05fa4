"""What models said, word for word and with their thoughts, in a file beside the trajectories.

It is for whoever looks at models, and is shown to no player: a trajectory holds the reply that was
taken from each of these.
"""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

from watchfloor.agents.backend import Call
from watchfloor.agents.language_model import Spent
from watchfloor.codec import canonical
from watchfloor.errors import UnwritableFile


class Saying(msgspec.Struct, frozen=True):
    """One answer of a model, or why there is none."""

    episode: int
    """Counted from 1, as in the file of trajectories."""
    hash: str
    """Of the end line of the episode."""
    policy: str
    role: str
    turn: int
    prompt: str
    """The digest of the words for the seat, which names their version."""
    asked: str
    """The digest of all messages that were sent."""
    content: str
    thoughts: str
    """What the endpoint sent beside the content; thoughts within it are part of it."""
    calls: tuple[Call, ...]
    failure: str


class Sayings:
    """A file of sayings, a line for each."""

    def __init__(self, path: Path, kept: bytes | None = None) -> None:
        """Create the file at *path*, where nothing may stand, or go on after what is *kept*."""
        self._path = path
        try:
            self._file: BinaryIO = path.open("xb" if kept is None else "wb", buffering=0)
            self._write(kept or b"")
        except FileExistsError:
            message = f"{str(path)!r} exists already; give a path where nothing stands"
            raise UnwritableFile(message) from None
        except (OSError, ValueError) as error:
            message = (
                f"{str(path)!r} cannot be created ({error}); "
                "give a path in a folder that exists and can be written to"
            )
            raise UnwritableFile(message) from None

    def add(self, episode: int, end: str, spent: Iterable[Spent]) -> None:
        """Append what was said in *episode*, whose last line has the hash *end*."""
        self.put(_saying(episode, end, one) for one in spent)

    def put(self, said: Iterable[Saying]) -> None:
        """Append what was *said*."""
        self._write(spelled(said))

    def _write(self, lines: bytes) -> None:
        left = memoryview(lines)
        try:
            while left:
                left = left[self._file.write(left) :]
        except OSError as error:
            message = f"{str(self._path)!r} cannot be written to ({error.strerror}); make room"
            raise UnwritableFile(message) from None

    def __enter__(self) -> Self:
        """Return this."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._file.close()


def spelled(said: Iterable[Saying]) -> bytes:
    """Return the lines of what was *said*."""
    return b"".join(canonical(one) + b"\n" for one in said)


def read(path: Path) -> list[Saying]:
    """Return what is said in the file at *path*, but for a line that was cut; nothing if none."""
    if not path.exists():
        return []
    whole, _, _cut = path.read_bytes().rpartition(b"\n")
    decoder = msgspec.json.Decoder(Saying)
    return [decoder.decode(line) for line in whole.splitlines()]


def _saying(episode: int, end: str, one: Spent) -> Saying:
    found = one.completion
    return Saying(
        episode=episode,
        hash=end,
        policy=one.policy,
        role=one.role,
        turn=one.turn,
        prompt=one.prompt,
        asked=one.asked,
        content=_spelled(found.content),
        thoughts=_spelled(found.thoughts),
        calls=tuple(Call(_spelled(it.name), _spelled(it.arguments)) for it in found.calls),
        failure=_spelled(found.failure),
    )


def _spelled(text: str) -> str:
    """Return *text* without what no file can hold."""
    return text.encode("utf-8", "backslashreplace").decode()
