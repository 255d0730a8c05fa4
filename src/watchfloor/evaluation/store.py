"""JSON Lines on disk; the only writer of records.

A line is written whole and at once, so a process that dies at any byte costs at most the line it
was writing. A file is never opened over an existing one. Its last line counts the episodes and
closes it, so a file without that line was cut, or its writer was stopped. Whoever reads it checks
that every line is spelled as it was written and follows from the line before it.
"""

import gzip
import os
import shutil
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self

import msgspec

from watchfloor.codec import canonical
from watchfloor.errors import BadInput, UnreadableFile, UnwritableFile
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

PACKED = ".gz"
"""The suffix of a file that is packed; it is read like any other."""
LONGEST_LINE = 1 << 24
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
    is_cut: bool = False
    """Whether the file ends in the middle of that line."""


class Kept(NamedTuple):
    """How much of an unfinished file stands: so many episodes, bytes, and the last hash."""

    episodes: int
    size: int
    previous: str


class Left(NamedTuple):
    """What a writer that was stopped has left, up to the last line that makes sense."""

    whole: tuple[Kept, ...]
    """The file after each of its finished episodes, and at first before any."""
    begun: tuple[Header | Turn, ...]
    """The lines of the episode after those."""
    size: int
    """Bytes, with those lines."""

    def with_begun(self) -> Kept:
        """Return the file with the lines of the episode that was begun."""
        last = self.whole[-1]
        return Kept(last.episodes, self.size, self.begun[-1].hash if self.begun else last.previous)


class Writer:
    """Appends the lines of episodes to a file, and closes it."""

    def __init__(self, path: Path, kept: Kept | None = None) -> None:
        """Create the file at *path*, where nothing may stand, or go on after what is *kept*."""
        self._path = path
        self._episodes = kept.episodes if kept else 0
        self.previous = kept.previous if kept else START
        """The hash of the last line, which the next one follows."""
        try:
            self._file: BinaryIO = path.open("r+b" if kept else "xb", buffering=0)
            if kept:
                self._file.seek(self._file.truncate(kept.size))
        except FileExistsError:
            message = f"{str(path)!r} exists already; give a path where nothing stands"
            raise UnwritableFile(message) from None
        except (OSError, ValueError) as error:
            message = (
                f"{str(path)!r} cannot be created ({cause(error)}); "
                "give a path in a folder that exists and can be written to"
            )
            raise UnwritableFile(message) from None

    def add(self, line: Line) -> None:
        """Append *line*, which carries its hash."""
        if not line.hash:
            message = "the line carries no hash for the next one to follow; seal its record first"
            raise BadInput(message)
        left = memoryview(canonical(line) + b"\n")
        with self._told():
            while left:
                left = left[self._file.write(left) :]
        self.previous = line.hash
        self._episodes += isinstance(line, End)

    def close(self) -> None:
        """Append the closing line and make the file durable."""
        self.add(seal(Close(self._episodes), self.previous))
        with self._told():
            os.fsync(self._file.fileno())

    @contextmanager
    def _told(self) -> Generator[None]:
        """Say in one sentence what cannot be written and what stands."""
        try:
            yield
        except OSError as error:
            message = (
                f"{str(self._path)!r} cannot be written to ({cause(error)}); "
                f"{counted(self._episodes, 'finished episode')} in it can be read, "
                "so make room and play on into another file"
            )
            raise UnwritableFile(message) from None

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
        self.is_closed = False
        self._turns: list[Turn] = []
        self._opened = 0
        self._previous = START
        self._last = START

    def take(self, number: int, line: Line) -> Stored | Torn | None:
        """Return what *line*, the *number*th of the file, completes or tears, if it does either."""
        if misfit := self._misplaced(line) or self._unlinked(line) or self._miscounted(line):
            return Torn(self.episode, number, misfit)
        previous, self._last = self._last, line.hash
        if isinstance(line, Header):
            self.header, self._turns, self._opened, self._previous = line, [], number, previous
        elif isinstance(line, Turn):
            self._turns.append(line)
        elif isinstance(line, Close):
            self.is_closed = True
        elif self.header is not None:
            trajectory = Trajectory(self.header, tuple(self._turns), line)
            self.header, self.episode = None, self.episode + 1
            return Stored(self.episode - 1, self._opened, self._previous, trajectory)
        return None

    def _misplaced(self, line: Line) -> str:
        if self.is_closed:
            return "the file goes on after its closing line"
        if isinstance(line, Header | Close) == (self.header is None):
            return ""
        if self.header is None:
            return "the episode that this line belongs to has no header"
        return "the episode before this line has no end"

    def _unlinked(self, line: Line) -> str:
        if isinstance(line, Header) and line.previous != self._last:
            return "the episode does not follow the record before it in the file"
        if chained(line, self._last) != line.hash:
            return "the hash does not follow from this line and the one before it"
        return ""

    def _miscounted(self, line: Line) -> str:
        if isinstance(line, Turn) and line.index != len(self._turns) + 1:
            return f"the turn is numbered {line.index}, expected {len(self._turns) + 1}"
        if isinstance(line, End) and line.turns != len(self._turns):
            return f"the end counts {counted(line.turns, 'turn')}, found {len(self._turns)}"
        if isinstance(line, Close) and line.episodes != self.episode - 1:
            return f"the file counts {counted(line.episodes, 'episode')}, found {self.episode - 1}"
        return ""


def read(path: Path) -> Iterator[Stored | Torn]:
    """Return the finished episodes of the file at *path*, then where it tears, if it does."""
    assembly = _Assembly()
    number = 0
    for number, line in enumerate(_lines(path), start=1):
        if isinstance(line, Torn):
            yield msgspec.structs.replace(line, episode=assembly.episode)
            return
        found = assembly.take(number, line)
        if found is not None:
            yield found
        if isinstance(found, Torn):
            return
    if not assembly.is_closed:
        inside = "without its closing line" if assembly.header is None else "inside an episode"
        reason = f"the file ends {inside}; it was cut, or its writer was stopped"
        yield Torn(assembly.episode, number + 1, reason)


def left(path: Path) -> Left:
    """Return what stands in the file at *path*, whose writer may have been stopped at any byte."""
    assembly, size = _Assembly(), 0
    whole, begun = [Kept(0, 0, START)], list[Header | Turn]()
    with path.open("rb") as file:
        for number, raw in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), start=1):
            line = _understood(number, raw)
            found = line if isinstance(line, Torn | Close) else assembly.take(number, line)
            if isinstance(line, Torn | Close) or isinstance(found, Torn):
                break
            size += len(raw)
            if isinstance(line, End):
                whole.append(Kept(len(whole), size, line.hash))
                begun.clear()
            else:
                begun.append(line)
    return Left(tuple(whole), tuple(begun), size)


def counted(number: int, thing: str) -> str:
    """Return *number* of a *thing* in words.

    >>> counted(1, "episode"), counted(20_000, "episode")
    ('1 episode', '20,000 episodes')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def packed(path: Path) -> Path:
    """Put the finished file at *path* into a smaller one beside it, and return where that is."""
    smaller = path.with_name(path.name + PACKED)
    with (
        path.open("rb") as whole,
        replaced(smaller) as file,
        gzip.GzipFile("", "wb", compresslevel=1, fileobj=file, mtime=0) as squeezed,
    ):
        shutil.copyfileobj(whole, squeezed)
    path.unlink()
    return smaller


@contextmanager
def replaced(path: Path) -> Generator[BinaryIO]:
    """Return a file to write to, which takes the place of *path* whole and at once, or never."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        message = (
            f"{str(path)!r} cannot be written ({cause(error)}); what stood there is untouched, "
            "so make room, or give a path in a folder that can be written to"
        )
        raise UnwritableFile(message) from None


def hashed(path: Path) -> str:
    """Return the SHA-256 of the file at *path*, in hexadecimal."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def cause(error: Exception) -> str:
    """Return why a file could not be opened, read or written, as the system says it."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _lines(path: Path) -> Iterator[Line | Torn]:
    """Return the lines of the file at *path*, or where one is no line of a trajectory."""
    number = 0
    try:
        with gzip.open(path) if path.suffix == PACKED else path.open("rb") as file:
            while raw := file.readline(LONGEST_LINE):
                number += 1
                yield _decoded(path, number, raw)
    except (OSError, ValueError, EOFError, zlib.error) as error:
        message = f"{str(path)!r} cannot be read ({cause(error)}); give a trajectory file"
        raise UnreadableFile(message) from None
    if number == 0:
        message = f"{str(path)!r} is empty; give a file that `play --out` wrote"
        raise UnreadableFile(message)


def _decoded(path: Path, number: int, raw: bytes) -> Line | Torn:
    line = _understood(number, raw)
    if number == 1 and isinstance(line, Torn):
        message = (
            f"{str(path)!r} is no trajectory file (line 1: {line.reason}); "
            "give one that `play --out` wrote"
        )
        raise UnreadableFile(message)
    return line


def _understood(number: int, raw: bytes) -> Line | Torn:
    if not raw.endswith(b"\n"):
        is_cut = len(raw) < LONGEST_LINE
        reason = "is cut in the middle" if is_cut else f"is longer than {LONGEST_LINE:,} bytes"
        return Torn(0, number, f"the line {reason}", is_cut)
    try:
        line = _decoder.decode(raw)
        spelled = canonical(line) + b"\n"
    except (ValueError, RecursionError) as error:  # bad UTF-8, bad JSON, JSON of another shape
        return Torn(0, number, f"the line is no record ({error})")
    if raw != spelled:
        return Torn(0, number, "the line is not spelled as its writer spells it")
    return line
