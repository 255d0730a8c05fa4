"""Plays one piece of a run, from wherever it was left.

Of each episode the lines go to disk as they stand, then its result, then its last line. So a
process that is killed at any byte leaves finished episodes whole; and one whose result stands is
ended from its lines, without anybody being asked again.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO, NamedTuple

import msgspec

from watchfloor.agents.backend import total
from watchfloor.agents.language_model import Spent
from watchfloor.agents.models import Models
from watchfloor.codec import canonical
from watchfloor.errors import UnwritableFile
from watchfloor.evaluation import store
from watchfloor.evaluation.readings import READINGS
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


class _StopError(Exception):
    """The piece is left as it is."""


@dataclass(slots=True)
class _Desk:
    """A piece with everything that it is played with."""

    run: Run
    piece: Piece
    game: Game[Any]
    models: Models
    is_stopping: Callable[[], bool]
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


def work(run: Run, piece: Piece, models: Models, is_stopping: Callable[[], bool]) -> Tally:
    """Play what is left of *piece*, until it is done or *is_stopping*."""
    began = monotonic()
    if run.kept(piece).exists():
        return Tally(piece, piece.episodes, 0, 0.0, 0.0)
    desk = _Desk(run, piece, run.games[piece.cell.game], models, is_stopping, [])
    try:
        desk.results = _read(desk.part)
        stood = len(desk.results) if (run.path / piece.file).exists() else _play(desk)
        if len(desk.results) == piece.episodes:
            _finish(desk)
    except (OSError, UnwritableFile) as error:
        raise run.unwritable(error) from None
    made = desk.results[stood:]
    earned = [sum(it.rewards.values()) / len(it.rewards) for it in made if it.rewards]
    mean = sum(earned) / len(earned) if earned else 0.0
    return Tally(piece, stood, len(made), monotonic() - began, mean)


def _read(part: Path) -> list[Result]:
    """Return the results in the file *part*, but for a last one that was cut."""
    found: list[Result] = []
    with suppress(FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
        whole, _, _cut = part.read_bytes().rpartition(b"\n")
        found += map(_decoder.decode, whole.splitlines())
    return found


def _play(desk: _Desk) -> int:
    """Play what is left, and return how many episodes stood before."""
    kept, ending = _agreed(desk)
    stood = len(desk.results)
    written = b"".join(canonical(it) + b"\n" for it in desk.results)
    with (
        suppress(_StopError),
        desk.part.open("r+b" if desk.part.exists() else "xb", buffering=0) as sheet,
        Writer(desk.tape, kept) as writer,
    ):
        sheet.seek(sheet.truncate(len(written)))
        if ending:
            writer.add(ending)
        for seed, repeat in islice(desk.piece.plays(), stood, None):
            if desk.is_stopping():
                raise _StopError
            _episode(desk, writer, sheet, (seed, repeat))
    return stood


def _agreed(desk: _Desk) -> tuple[Kept | None, End | None]:
    """Return what is kept of the trajectories, and the end that is due if it was not written.

    Results are kept as far as they have their trajectories, and the other way round.
    """
    if not desk.tape.exists():
        desk.results.clear()
        return None, None
    left = store.left(desk.tape)
    ends = [it.previous for it in left.whole[1:]]
    agreed = 0
    while agreed < min(len(ends), len(desk.results)) and desk.results[agreed].hash == ends[agreed]:
        agreed += 1
    if agreed == len(ends) == len(desk.results) - 1:
        ending = _ending(desk, left.begun, desk.results[agreed])
        if ending:
            return left.with_begun(), ending
    del desk.results[agreed:]
    return left.whole[agreed], None


def _ending(desk: _Desk, begun: Sequence[Header | Turn], known: Result) -> End | None:
    """Return the last line of the episode that was *begun*, if it comes to the *known* result."""
    table, turns = desk.table(known.seed), [it for it in begun if isinstance(it, Turn)]
    if known.no_reply:
        end = End(len(turns), (), (), known.no_reply)
    else:
        state = desk.game.first(table.setting)
        for turn in turns:
            state, _ = played(desk.game, state, turn)
        if desk.game.to_move(state) is not None:
            return None
        end = outcome(desk.game, table.recipe, state, len(turns))
    sealed = seal(end, begun[-1].hash) if begun else end
    return sealed if sealed.hash == known.hash else None


def _episode(desk: _Desk, writer: Writer, sheet: BinaryIO, play: tuple[int, int]) -> None:
    """Play one episode and write it down."""
    seed, repeat = play
    game, ledger = desk.game, list[Spent]()
    table = replace(desk.table(seed), previous=writer.previous)
    guests = desk.models.brought(game, table.seats.values(), {}, ledger, repeat)
    finished = _written(lines(game, table, seated(game, table, guests)), writer)
    if finished.trajectory.end.no_reply and desk.is_stopping():
        raise _StopError  # nobody failed: the model was let go
    cell, episode = desk.piece.cell, len(desk.results) + 1
    place = Place(cell, repeat, desk.piece.file, episode)
    reading = read_of(finished)
    made = result(place, finished.trajectory, reading, total(it.usage for it in ledger))
    _write(sheet, canonical(made) + b"\n")
    writer.add(finished.trajectory.end)
    desk.results.append(made)


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


def _finish(desk: _Desk) -> None:
    """Put the files of a piece that is played to where they are kept."""
    if desk.tape.exists():
        store.packed(desk.tape)
    desk.part.rename(desk.run.kept(desk.piece))
