"""Whether a run happened as it says: played again, scored again, and none of it missing.

Policies that are shipped are played anew, and have to do the very same. Of those in a file, and of
models, every reply is played again as it was recorded: that they said it, nobody can check.
"""

import multiprocessing
import os
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import zip_longest
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import asdict

import watchfloor
from watchfloor.agents.contenders import is_brought
from watchfloor.agents.models import Models
from watchfloor.codec import digest
from watchfloor.errors import WatchfloorError
from watchfloor.evaluation import store, workers
from watchfloor.evaluation.manifest import FORMAT, Ruled, entrant_of
from watchfloor.evaluation.result import Place, Result, result
from watchfloor.evaluation.run import MANIFEST, RESULTS, Piece, Run
from watchfloor.evaluation.store import Stored, Torn
from watchfloor.evaluation.suites import SUITES
from watchfloor.evaluation.work import read_of
from watchfloor.play.episode import Finished, Table
from watchfloor.play.game import Game, Setting
from watchfloor.play.replay import Flaw, replayed
from watchfloor.play.seating import played_out, seated
from watchfloor.play.trajectory import START

_AHEAD = 64
"""Pieces that are looked at before those ahead of them are."""
_WITHOUT = ("usage",)
"""What of a result nobody can check."""


class Finding(msgspec.Struct, frozen=True):
    """The first thing that does not hold."""

    place: str
    reason: str


class Checked(NamedTuple):
    """A piece that holds."""

    piece: Piece
    is_anew: bool
    """Whether its policies were played anew, and not their replies alone."""


Deal = tuple[Piece, list[Result]]


def inspected(run: Run, jobs: int) -> Generator[Checked | Finding]:
    """Return the pieces of *run* that hold, in order, then the first thing that does not."""
    flaw = _of_manifest(run)
    if flaw:
        yield flaw
        return
    stopping = multiprocessing.Event()
    start = (str(run.path), os.getpid(), stopping)
    with ProcessPoolExecutor(jobs, initializer=workers.begin, initargs=start) as pool:
        try:
            for found in _ordered(run, pool):
                yield found
                if isinstance(found, Finding):
                    return
        finally:
            pool.shutdown(cancel_futures=True)


def _ordered(run: Run, pool: ProcessPoolExecutor) -> Iterator[Checked | Finding]:
    """Return what is found of each piece in order, a few dozen being looked at ahead."""
    waiting: list[Future[Checked | Finding]] = []
    misdealt: Finding | None = None
    for deal in _dealt(run):
        if isinstance(deal, Finding):
            misdealt = deal
            break
        waiting.append(pool.submit(check, *deal))
        if len(waiting) > _AHEAD:
            yield waiting.pop(0).result()
    for future in waiting:
        yield future.result()
    if misdealt:
        yield misdealt


def _of_manifest(run: Run) -> Finding | None:
    """Return what of the manifest is not as it is here."""
    manifest = run.manifest
    if manifest.format != FORMAT:
        return Finding(MANIFEST, f"it has format {manifest.format}, expected {FORMAT}")
    if manifest.watchfloor != watchfloor.__version__:
        here = watchfloor.__version__
        return Finding(MANIFEST, f"it was made by version {manifest.watchfloor}, this is {here}")
    suite = SUITES.get(manifest.suite)
    if suite is None or digest(suite) != manifest.suite_digest:
        named = f"{manifest.suite!r}, version {manifest.version}"
        return Finding(MANIFEST, f"the suite {named}, is not the one that is shipped")
    listed = {name for group in suite.groups for name in group.policies}
    strange = [name for name in manifest.tested if name in listed]
    if strange:
        return Finding(MANIFEST, f"{strange[0]!r} is said to be under test and stands in the suite")
    for place, ruled in manifest.games.items():
        flaw = _of_game(run, place, ruled)
        if flaw:
            return Finding(MANIFEST, flaw)
    return None


def _of_game(run: Run, place: str, ruled: Ruled) -> str:
    """Return what of the game at *place* is not as it is here, or nothing."""
    game, recipe = run.games[place], run.manifest.recipes[place]
    if (game.name, game.rules) != (ruled.name, ruled.rules):
        return f"{ruled.name} was played by rules {ruled.rules!r}, here they are {game.rules!r}"
    if recipe.name in game.recipes and recipe != game.recipes[recipe.name]:
        return f"recipe {recipe.name!r} is not the one shipped by that name"
    for name, entrant in run.manifest.policies[place].items():
        if is_brought(name):
            continue
        if name not in game.policies or entrant != entrant_of(name, game.policies[name]):
            return f"{name!r} is not the policy that {game.name} ships by that name"
    return ""


def _dealt(run: Run) -> Iterator[Deal | Finding]:
    """Return each piece with its results, as long as all of them are there and in their places."""
    results, number = run.results(), 0
    for piece in run.pieces():
        held: list[Result] = []
        for episode, (seed, repeat) in enumerate(piece.plays(), start=1):
            number += 1
            expected = (piece.cell.name, seed, repeat, piece.file, episode)
            found = next(results, None)
            if found is None or expected != _place(found):
                yield Finding(f"line {number} of {RESULTS}", _misdealt(expected, found))
                return
            held.append(found)
        yield piece, held
    if next(results, None) is not None:
        yield Finding(f"line {number + 1} of {RESULTS}", "the manifest has no such episode")


def _place(found: Result) -> tuple[str, int, int, str, int]:
    return found.cell, found.seed, found.repeat, found.file, found.episode


def _misdealt(expected: tuple[str, int, int, str, int], found: Result | None) -> str:
    cell, seed, repeat = expected[:3]
    wanted = f"seed {seed}, repeat {repeat} of {cell} is missing"
    if found is None:
        return f"{wanted}: the results end before"
    return f"{wanted}: found seed {found.seed}, repeat {found.repeat} of {found.cell}"


def check(piece: Piece, results: Sequence[Result]) -> Checked | Finding:
    """Return whether *piece* happened as its *results* say, in a process at work."""
    try:
        return _checked(workers.Bench.run, workers.Bench.desk.models, piece, results)
    except WatchfloorError as error:
        return Finding(piece.file, str(error))


def _checked(
    run: Run, models: Models, piece: Piece, results: Sequence[Result]
) -> Checked | Finding:
    is_anew = run.manifest.is_shipped(piece.cell)
    tapes = store.read(run.path / piece.file) if (run.path / piece.file).exists() else None
    if tapes is None and not is_anew:
        return Finding(piece.file, "the trajectories are missing, and nobody else can play them")
    game, previous = run.games[piece.cell.game], START
    for known in results:
        table = _table(run, piece, game, known.seed, previous)
        tape = next(tapes, None) if tapes else None
        if isinstance(tape, Torn) or (tapes and tape is None):
            return Finding(_line(piece, tape), tape.reason if tape else "an episode is missing")
        finished = _again(game, table, tape, models if is_anew else None)
        if isinstance(finished, Flaw):
            line = f"line {(tape.line if tape else 0) + finished.index} of {piece.file}"
            return Finding(line, finished.reason)
        if told := _differs(known, piece, finished):
            return Finding(f"seed {known.seed} of {piece.cell.name}", told)
        previous = finished.trajectory.end.hash
    extra = next(tapes, None) if tapes else None
    if extra is not None:
        told = extra.reason if isinstance(extra, Torn) else "there is an episode too many"
        return Finding(_line(piece, extra), told)
    return Checked(piece, is_anew)


def _table(run: Run, piece: Piece, game: Game[Any], seed: int, previous: str) -> Table:
    cell = piece.cell
    setting = Setting(cell.scenario, cell.mode, seed)
    return Table(setting, run.manifest.recipes[cell.game], cell.seats(game), previous)


def _again(
    game: Game[Any], table: Table, tape: Stored | None, models: Models | None
) -> Finished[Any] | Flaw:
    """Return the episode at *table* as it is played here, held against its *tape*, if there is one.

    With *models* the policies play it anew; without, the replies of the tape are given again.
    """
    if tape is not None:
        header = tape.trajectory.header
        told = (header.setting, header.recipe, header.seats)
        if told != (table.setting, table.recipe, table.seats):
            return Flaw(0, "it is another episode than the manifest says")
        if models is None:
            return replayed(game, tape.trajectory, table.previous)
    guests = models.brought(game, table.seats.values(), {}) if models else {}
    anew = played_out(game, table, seated(game, table, guests))
    return anew if tape is None else _held(game, table, anew, tape)


def _held(game: Game[Any], table: Table, anew: Finished[Any], tape: Stored) -> Finished[Any] | Flaw:
    """Return the episode played *anew* if the *tape* is the same, or the first line that is not."""
    if anew.trajectory == tape.trajectory:
        return anew
    found = replayed(game, tape.trajectory, table.previous)
    if isinstance(found, Flaw):
        return found
    both = zip_longest(anew.trajectory.records, tape.trajectory.records)
    index = next(place for place, (mine, theirs) in enumerate(both) if mine != theirs)
    return Flaw(index, "the policy does otherwise here than is recorded")


def _differs(known: Result, piece: Piece, finished: Finished[Any]) -> str:
    """Return what of the *known* result is not what its episode comes to, or nothing."""
    place = Place(piece.cell, known.repeat, piece.file, known.episode)
    found = asdict(result(place, finished.trajectory, read_of(finished)))
    for name, value in asdict(known).items():
        if name not in _WITHOUT and value != found[name]:
            return f"{name} is told as {_short(value)}, and comes to {_short(found[name])}"
    return ""


def _line(piece: Piece, torn: Torn | Stored | None) -> str:
    return f"line {torn.line} of {piece.file}" if torn else piece.file


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
