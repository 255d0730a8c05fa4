"""JSON Lines on disk; the only writer of records.

A line is written whole and at once, so a process that dies at any byte costs at most the line it
was writing. A file is never opened over an existing one. Its last line counts the episodes and
closes it, so a file without that line was cut, or its writer was stopped.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

from watchfloor.codec import canonical
from watchfloor.errors import UnreadableFile, UnwritableFile
from watchfloor.play.trajectory import (
    START,
    Close,
    End,
    Header,
    Line,
    Trajectory,
    Turn,
    chained,
    seal,
)

LONGEST_LINE = 1 << 26
"""Bytes; a longer line is read as damaged."""

_decoder: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Header | Turn | End | Close)


class Stored(msgspec.Struct, frozen=True):
    """A finished episode, where it stands in its file, and the hash it has to follow."""

    episode: int
    line: int
    previous: str
    trajectory: Trajectory


class Torn(msgspec.Struct, frozen=True):
    """The file stops making sense at *line*: everything before stands."""

    episode: int
    line: int
    reason: str


class Writer:
    """Appends the lines of episodes to a new file, and closes it."""

    def __init__(self, path: Path) -> None:
        """Create the file at *path*, where nothing may stand."""
        self._path = path
        self._episodes = 0
        self.previous = START
        """The hash of the last line, which the next one follows."""
        try:
            self._file: BinaryIO = path.open("xb", buffering=0)
        except FileExistsError:
            message = f"{str(path)!r} exists already; give a path where nothing stands"
            raise UnwritableFile(message) from None
        except OSError as error:
            message = f"{str(path)!r} cannot be created ({error.strerror}); give another path"
            raise UnwritableFile(message) from None

    def add(self, line: Line) -> None:
        """Append *line*, which carries its hash."""
        left = memoryview(canonical(line) + b"\n")
        while left:
            try:
                left = left[self._file.write(left) :]
            except OSError as error:
                whole = f"its {self._episodes} finished episodes stand"
                message = (
                    f"{str(self._path)!r} cannot be written on ({error.strerror}); "
                    f"{whole}, so make room and play on into another file"
                )
                raise UnwritableFile(message) from None
        self.previous = line.hash
        self._episodes += isinstance(line, End)

    def close(self) -> None:
        """Append the closing line and make the file durable."""
        self.add(seal(Close(self._episodes), self.previous))
        os.fsync(self._file.fileno())

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close a file written to its end; leave one that was not without its last line."""
        try:
            if kind is None:
                self.close()
        finally:
            self._file.close()


class _Assembly:
    """Lines on their way to becoming episodes."""

    def __init__(self) -> None:
        self.episode = 1
        self.header: Header | None = None
        self._turns: list[Turn] = []
        self._opened = 0
        self._previous = START
        self._last = START
        self.is_closed = False

    def take(self, number: int, line: Line) -> Stored | Torn | None:
        """Return what *line*, the *number*th of the file, completes or tears, if it does either."""
        if isinstance(line, Header | Close) != (self.header is None):
            return Torn(self.episode, number, _misplaced(line))
        if isinstance(line, Close) and (torn := self._miscounted(number, line)):
            return torn
        self.is_closed = isinstance(line, Close)
        previous, self._last = self._last, line.hash
        if isinstance(line, Header):
            self.header, self._turns, self._opened, self._previous = line, [], number, previous
        elif isinstance(line, Turn):
            self._turns.append(line)
        elif isinstance(line, End) and self.header is not None:
            trajectory = Trajectory(self.header, tuple(self._turns), line)
            self.header, self.episode = None, self.episode + 1
            return Stored(self.episode - 1, self._opened, self._previous, trajectory)
        return None

    def _miscounted(self, number: int, line: Close) -> Torn | None:
        if line.episodes == self.episode - 1 and chained(line, self._last) == line.hash:
            return None
        counted = f"the closing line counts {line.episodes} episodes and does not follow from them"
        return Torn(self.episode, number, counted)


def _misplaced(line: Line) -> str:
    if isinstance(line, Header | Close):
        return "the episode before this line has no end"
    return "the episode that this line belongs to has no header"


def read(path: Path) -> Iterator[Stored | Torn]:
    """Return the finished episodes of the file at *path*, then where it tears, if it does."""
    assembly = _Assembly()
    number = 0
    for number, line in enumerate(_lines(path), start=1):
        if isinstance(line, str):
            found: Stored | Torn | None = Torn(assembly.episode, number, line)
        else:
            found = assembly.take(number, line)
        if found is not None:
            yield found
        if isinstance(found, Torn):
            return
    if not assembly.is_closed:
        inside = "without its closing line" if assembly.header is None else "inside an episode"
        reason = f"the file ends {inside}; it was cut, or its writer was stopped"
        yield Torn(assembly.episode, number + 1, reason)


def _lines(path: Path) -> Iterator[Line | str]:
    """Return the lines of the file at *path*, or why one is no line of a trajectory."""
    try:
        with path.open("rb") as file:
            number = 0
            while raw := file.readline(LONGEST_LINE):
                number += 1
                yield _decoded(path, number, raw)
    except OSError as error:
        message = f"{str(path)!r} cannot be read ({error.strerror}); give a trajectory file"
        raise UnreadableFile(message) from None
    if number == 0:
        message = f"{str(path)!r} is empty; give a file that `play --out` wrote"
        raise UnreadableFile(message)


def _decoded(path: Path, number: int, raw: bytes) -> Line | str:
    try:
        line = _decoder.decode(raw)
    except ValueError as error:  # bad UTF-8, bad JSON, or JSON of another shape
        if number == 1:
            message = (
                f"{str(path)!r} is no trajectory file ({error}); give one that `play --out` wrote"
            )
            raise UnreadableFile(message) from None
        if not raw.endswith(b"\n"):
            message = (
                f"{str(path)!r} is cut in the middle of line {number}; what stands before is whole"
            )
            raise UnreadableFile(message) from None
        return f"the line is no record ({error})"
    spelled = canonical(line) + b"\n"
    return line if raw == spelled else "the line is not spelled as its writer spells it"
