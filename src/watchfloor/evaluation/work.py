"""Plays one piece of a run, from wherever it was left.

Of each episode the lines go to disk as they stand, then its result, then its last line. So a
process that is killed at any byte leaves finished episodes whole; and one whose result stands is
ended from its lines, without anybody being asked again.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO, NamedTuple

import msgspec

from watchfloor.agents import sayings
from watchfloor.agents.backend import total
from watchfloor.agents.language_model import Spent
from watchfloor.agents.models import Models
from watchfloor.agents.sayings import Sayings
from watchfloor.codec import canonical
from watchfloor.errors import UnwritableFile
from watchfloor.evaluation import reopening, store
from watchfloor.evaluation.readings import READINGS
from watchfloor.evaluation.reopening import Before
from watchfloor.evaluation.result import Place, Result, result
from watchfloor.evaluation.run import Piece, Run
from watchfloor.evaluation.store import Kept, Writer
from watchfloor.play.episode import Finished, Table, outcome, played
from watchfloor.play.game import Game, Setting
from watchfloor.play.seating import lines, seated
from watchfloor.play.trajectory import End, Header, Turn, seal

_PART = ".part"
_decoder = msgspec.json.Decoder(Result)


class Tally(NamedTuple):
    """What came of a piece."""

    piece: Piece
    stood: int
    """Episodes that were there already."""
    played: int
    seconds: float
    earned: float
    """The mean reward of those played, for whoever looks on."""


class Desk(NamedTuple):
    """What pieces are played with."""

    models: Models
    is_stopping: Callable[[], bool]
    keeps_answers: bool = False
    """Whether it is kept what models say, word for word."""


class _StopError(Exception):
    """The piece is left as it is."""


@dataclass(slots=True)
class _Job:
    """A piece with everything that it is played with."""

    run: Run
    piece: Piece
    game: Game[Any]
    desk: Desk
    before: dict[tuple[int, int], Before]
    """Episodes that are put back as they were."""
    results: list[Result]
    """Those that stand."""

    @property
    def part(self) -> Path:
        """Where the results are while the piece is played."""
        return self.run.kept(self.piece).with_suffix(_PART)

    @property
    def tape(self) -> Path:
        """Where the trajectories are while the piece is played."""
        return self.run.trajectories(self.piece)

    def table(self, seed: int) -> Table:
        """Return the table of *seed*, which follows no record yet."""
        cell = self.piece.cell
        setting = Setting(cell.scenario, cell.mode, seed)
        return Table(setting, self.run.manifest.recipes[cell.game], cell.seats(self.game))


def work(run: Run, piece: Piece, desk: Desk) -> Tally:
    """Play what is left of *piece* at *desk*, until it is done or is to stop."""
    began = monotonic()
    if run.kept(piece).exists():
        return Tally(piece, piece.episodes, 0, 0.0, 0.0)
    try:
        job = _Job(run, piece, run.games[piece.cell.game], desk, reopening.before(run, piece), [])
        job.results = _read(job.part)
        stood = _packed(job) or _play(job)
        if len(job.results) == piece.episodes:
            _finish(job)
    except (OSError, UnwritableFile) as error:
        raise run.unwritable(error) from None
    made = job.results[stood:]
    earned = [sum(it.rewards.values()) / len(it.rewards) for it in made if it.rewards]
    mean = sum(earned) / len(earned) if earned else 0.0
    return Tally(piece, stood, len(made), monotonic() - began, mean)


class _Books(NamedTuple):
    """The files that an episode is written into."""

    writer: Writer
    sheet: BinaryIO
    said: Sayings | None


def _read(part: Path) -> list[Result]:
    """Return the results in the file *part*, but for a last one that was cut."""
    found: list[Result] = []
    with suppress(FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
        whole, _, _cut = part.read_bytes().rpartition(b"\n")
        found += map(_decoder.decode, whole.splitlines())
    return found


def _packed(job: _Job) -> int:
    """Return how many episodes stand if all are played and packed; else pack them anew."""
    packed = job.run.path / job.piece.file
    if packed.exists() and len(job.results) < job.piece.episodes:
        packed.unlink()
    return job.piece.episodes if packed.exists() else 0


def _play(job: _Job) -> int:
    """Play what is left, and return how many episodes stood before."""
    kept, ending = _agreed(job)
    stood = len(job.results)
    written = b"".join(canonical(it) + b"\n" for it in job.results)
    with (
        suppress(_StopError),
        _said(job) as said,
        job.part.open("r+b" if job.part.exists() else "xb", buffering=0) as sheet,
        Writer(job.tape, kept) as writer,
    ):
        sheet.seek(sheet.truncate(len(written)))
        if ending:
            writer.add(ending)
        books = _Books(writer, sheet, said)
        for play in islice(job.piece.plays(), stood, None):
            if job.desk.is_stopping():
                raise _StopError
            if play in job.before:
                _put_back(job, books, job.before[play])
            else:
                _episode(job, books, play)
    return stood


def _said(job: _Job) -> AbstractContextManager[Sayings | None]:
    """Return where it is kept what models say, up to the episodes that stand, if it is wanted."""
    if not job.desk.keeps_answers:
        return nullcontext()
    path, stood = job.run.answers(job.piece), len(job.results)
    path.parent.mkdir(exist_ok=True)
    return Sayings(path, sayings.spelled(it for it in sayings.read(path) if it.episode <= stood))


def _agreed(job: _Job) -> tuple[Kept | None, End | None]:
    """Return what is kept of the trajectories, and the end that is due if it was not written.

    Results are kept as far as they have their trajectories, and the other way round.
    """
    if not job.tape.exists():
        job.results.clear()
        return None, None
    left = store.left(job.tape)
    ends = [it.previous for it in left.whole[1:]]
    agreed = 0
    while agreed < min(len(ends), len(job.results)) and job.results[agreed].hash == ends[agreed]:
        agreed += 1
    if agreed == len(ends) == len(job.results) - 1:
        ending = _ending(job, left.begun, job.results[agreed])
        if ending:
            return left.with_begun(), ending
    del job.results[agreed:]
    return left.whole[agreed], None


def _ending(job: _Job, begun: Sequence[Header | Turn], known: Result) -> End | None:
    """Return the last line of the episode that was *begun*, if it comes to the *known* result."""
    table, turns = job.table(known.seed), [it for it in begun if isinstance(it, Turn)]
    if known.no_reply:
        end = End(len(turns), (), (), known.no_reply)
    else:
        state = job.game.first(table.setting)
        for turn in turns:
            state, _ = played(job.game, state, turn)
        if job.game.to_move(state) is not None:
            return None
        end = outcome(job.game, table.recipe, state, len(turns))
    sealed = seal(end, begun[-1].hash) if begun else end
    return sealed if sealed.hash == known.hash else None


def _episode(job: _Job, books: _Books, play: tuple[int, int]) -> None:
    """Play one episode and write it down."""
    seed, repeat = play
    game, ledger = job.game, list[Spent]()
    table = replace(job.table(seed), previous=books.writer.previous)
    guests = job.desk.models.brought(game, table.seats.values(), {}, ledger, repeat)
    finished = _written(lines(game, table, seated(game, table, guests)), books.writer)
    end = finished.trajectory.end
    if end.no_reply and job.desk.is_stopping():
        raise _StopError  # nobody failed: the model was let go
    episode = len(job.results) + 1
    place = Place(job.piece.cell, repeat, job.piece.file, episode)
    made = result(place, finished.trajectory, read_of(finished), total(it.usage for it in ledger))
    if books.said:
        books.said.add(episode, end.hash, ledger)
    _note(job, books, made, end)


def _put_back(job: _Job, books: _Books, before: Before) -> None:
    """Write an episode down as it was played before, with the hashes that it has here."""
    here = before.behind(books.writer.previous)
    for line in here.trajectory.records[:-1]:
        books.writer.add(line)
    if books.said:
        books.said.put(here.said)
    _note(job, books, here.result, here.trajectory.end)


def _note(job: _Job, books: _Books, made: Result, end: End) -> None:
    """Write the result of an episode down, then its last line."""
    _write(books.sheet, canonical(made) + b"\n")
    books.writer.add(end)
    job.results.append(made)


def _written(running: Any, writer: Writer) -> Finished[Any]:  # noqa: ANN401
    """Write the lines of an episode down, all but the last, and return it finished."""
    while True:
        try:
            line = next(running)
        except StopIteration as stop:
            finished: Finished[Any] = stop.value
            return finished
        if not isinstance(line, End):
            writer.add(line)


def _write(sheet: BinaryIO, line: bytes) -> None:
    left = memoryview(line)
    while left:
        left = left[sheet.write(left) :]


def read_of(finished: Finished[Any]) -> dict[str, Any]:
    """Return what is read of the last state, where the game has a reading and there was an end."""
    game, end = finished.trajectory.header.game, finished.trajectory.end
    if game not in READINGS or end.no_reply:
        return {}
    return READINGS[game].take(finished.state, finished.trajectory)


def _finish(job: _Job) -> None:
    """Put the files of a piece that is played to where they are kept."""
    if job.tape.exists():
        store.packed(job.tape)
    job.part.rename(job.run.kept(job.piece))
    reopening.forget(job.run, job.piece)
