"""The directory of a run, and the pieces that it is played in.

`manifest.json` says what is played. A piece is a stretch of one cell, with a file of trajectories
that is one chain; which pieces there are follows from the manifest alone. While a run goes on, the
results of a piece stand in `pieces`; when all are there, they are joined, in order.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from time import monotonic, sleep
from typing import Any, NamedTuple

import msgspec

import watchfloor
from watchfloor.agents import games
from watchfloor.codec import canonical, digest
from watchfloor.errors import BadInput, UnreadableFile, UnwritableFile
from watchfloor.evaluation import store
from watchfloor.evaluation.manifest import Manifest, rules_of, source_of
from watchfloor.evaluation.result import Result
from watchfloor.evaluation.suite import Cell
from watchfloor.play.game import Game

MANIFEST, RESULTS, TIMINGS = "manifest.json", "results.jsonl", "timings.jsonl"
TRAJECTORIES, PIECES, ANSWERS = "trajectories", "pieces", "answers"
SIZE = 20
"""Episodes of a piece."""
PARTS = 16
"""The most pieces of a cell that asks models, so that it is asked as often at once."""
_PATIENCE = 5.0
"""Seconds in which processes that were left behind have ended."""


class Stamped(msgspec.Struct, frozen=True):
    """A manifest as it is kept: with its digest, and with where it was made."""

    manifest: Manifest
    digest: str
    made: dict[str, Any]
    """The state of the sources, and the machine."""


class Piece(NamedTuple):
    """A stretch of one cell, played by one process."""

    number: int
    cell: Cell
    first: int
    """The place among the plays of the cell."""
    episodes: int

    @property
    def name(self) -> str:
        """What its files are called."""
        slug = re.sub(r"[^a-z0-9_]+", "-", self.cell.name.lower())[-80:].strip("-")
        return f"{self.number:05d}-{slug}.jsonl"

    @property
    def file(self) -> str:
        """Where its trajectories are within the run, once it is played."""
        return f"{TRAJECTORIES}/{self.name}{store.PACKED}"

    def plays(self) -> Iterator[tuple[int, int]]:
        """Return the seed and the repeat of each of its episodes."""
        return islice(self.cell.plays(), self.first, self.first + self.episodes)


class Run:
    """The directory of a run."""

    def __init__(self, path: Path) -> None:
        """Read the manifest of the run at *path*."""
        self.path = path
        self.stamped = _manifest(path / MANIFEST)

    @cached_property
    def manifest(self) -> Manifest:
        """What is played."""
        return self.stamped.manifest

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, in order."""
        return self.manifest.cells

    @cached_property
    def games(self) -> dict[str, Game[Any]]:
        """The games that are played, by where they are found."""
        return {place: games.find(place) for place in self.manifest.games}

    def pieces(self) -> Iterator[Piece]:
        """Return every piece, in order."""
        number = 0
        for cell in self.cells:
            count = cell.seeds * cell.repeats
            size = -(-count // PARTS) if self.manifest.is_asked(cell) else SIZE
            for first in range(0, count, size):
                yield Piece(number, cell, first, min(size, count - first))
                number += 1

    @property
    def is_finished(self) -> bool:
        """Whether the results of all pieces are joined."""
        return (self.path / RESULTS).exists()

    def trajectories(self, piece: Piece) -> Path:
        """Return where the trajectories of *piece* are while it is played."""
        return self.path / TRAJECTORIES / piece.name

    def kept(self, piece: Piece) -> Path:
        """Return where the results of *piece* are once it is played."""
        return self.path / PIECES / piece.name

    def answers(self, piece: Piece) -> Path:
        """Return where is kept what models said in *piece*, if that is wanted."""
        return self.path / ANSWERS / piece.name

    def results(self) -> Iterator[Result]:
        """Return every result of a finished run, in order."""
        if not self.is_finished:
            message = f"{str(self.path)!r} is not finished; {self.go_on}"
            raise UnreadableFile(message)
        return results(self.path / RESULTS)

    @property
    def go_on(self) -> str:
        """How it is gone on with."""
        return f"go on with `watchfloor evaluate --resume {self.path}`"

    def unwritable(self, error: OSError | UnwritableFile) -> UnwritableFile:
        """Return what is told where something of the run could not be written."""
        what, _, _ = str(error).partition(";")
        if isinstance(error, OSError):
            what = f"{str(self.path)!r} cannot be written to ({store.cause(error)})"
        message = f"{what}; every finished episode is kept, so make room and {self.go_on}"
        return UnwritableFile(message)

    def check_sources(self) -> None:
        """Refuse to go on where anything is not as it was when the run began."""
        manifest = self.manifest
        if manifest.watchfloor != watchfloor.__version__:
            found, here = manifest.watchfloor, watchfloor.__version__
            message = (
                f"{str(self.path)!r} was begun by version {found}, this is {here}; evaluate anew"
            )
            raise BadInput(message)
        for place, ruled in manifest.games.items():
            if ruled != rules_of(place, self.games[place]):
                message = (
                    f"the sources of {ruled.name} are others than when {str(self.path)!r} was "
                    "begun, so its results would not go together; evaluate anew"
                )
                raise BadInput(message)
        for known in manifest.policies.values():
            for name, entrant in known.items():
                if entrant.source != source_of(name):
                    message = f"the file of {name!r} has changed since; evaluate anew"
                    raise BadInput(message)

    def join(self) -> None:
        """Join the results of every piece."""
        with store.replaced(self.path / RESULTS) as file:
            for piece in self.pieces():
                with self.kept(piece).open("rb") as part:
                    shutil.copyfileobj(part, file)
        shutil.rmtree(self.path / PIECES)

    def part(self) -> None:
        """Part the results of a finished run into pieces again, so that it goes on."""
        (self.path / PIECES).mkdir(exist_ok=True)
        with (self.path / RESULTS).open("rb") as whole:
            for piece in self.pieces():
                with store.replaced(self.kept(piece)) as file:
                    file.writelines(islice(whole, piece.episodes))
        (self.path / RESULTS).unlink()

    def claim(self) -> int:
        """Keep other processes from working on the run, until the file returned is closed."""
        file = os.open(self.path / MANIFEST, os.O_RDONLY)
        until = monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                if monotonic() > until:
                    os.close(file)
                    message = f"another process works on {str(self.path)!r}; wait, or stop it"
                    raise BadInput(message) from None
                sleep(0.05)
            else:
                return file


def begun(path: Path, manifest: Manifest, made: dict[str, Any]) -> Run:
    """Return the run of *manifest* at *path*, which is new or goes on; *made* tells where."""
    if (path / MANIFEST).exists():
        run = Run(path)
        if (other := run.manifest.differs(manifest)) != "":
            message = (
                f"{str(path)!r} holds another run, whose {other} not what is asked for now; "
                "give another --out, or go on with --resume"
            )
            raise BadInput(message)
        return run
    try:
        if path.exists() and any(path.iterdir()):
            message = f"{str(path)!r} is not empty and holds no run; give a folder that is new"
            raise UnwritableFile(message)
        for folder in (TRAJECTORIES, PIECES):
            (path / folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = (
            f"{str(path)!r} cannot be made ({store.cause(error)}); "
            "give --out a folder that can be written to"
        )
        raise UnwritableFile(message) from None
    with store.replaced(path / MANIFEST) as file:
        file.write(readable(Stamped(manifest, digest(manifest), made)))
    return Run(path)


def results(path: Path) -> Iterator[Result]:
    """Return the results in the file at *path*, one at a time."""
    decoder = msgspec.json.Decoder(Result)
    try:
        with path.open("rb") as file:
            for number, line in enumerate(iter(lambda: file.readline(store.LONGEST_LINE), b""), 1):
                yield _result(decoder, line, f"line {number} of {str(path)!r}")
    except OSError as error:
        message = f"{str(path)!r} cannot be read ({store.cause(error)}); give a finished run"
        raise UnreadableFile(message) from None


def _result(decoder: msgspec.json.Decoder[Result], line: bytes, place: str) -> Result:
    try:
        return decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"{place} is no result ({error}); give a run that `evaluate` finished"
        raise UnreadableFile(message) from None


def readable(value: object) -> bytes:
    """Return *value* as canonical JSON over many lines, for people to read."""
    return msgspec.json.format(canonical(value), indent=1) + b"\n"


def _manifest(path: Path) -> Stamped:
    try:
        stamped = msgspec.json.decode(path.read_bytes(), type=Stamped)
    except OSError as error:
        message = (
            f"{str(path.parent)!r} is no run ({store.cause(error)}: {path.name}); "
            "give a folder that `evaluate` made"
        )
        raise UnreadableFile(message) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"{str(path)!r} is no manifest ({error}); give a folder that `evaluate` made"
        raise UnreadableFile(message) from None
    if digest(stamped.manifest) != stamped.digest:
        message = f"{str(path)!r} was edited: its digest is another; evaluate anew"
        raise UnreadableFile(message)
    return stamped
