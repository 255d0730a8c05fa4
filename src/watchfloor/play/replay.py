"""Whether a recorded episode happened as it says: the chain, then every move played again."""

from typing import Any

import msgspec

from watchfloor.errors import BadInput
from watchfloor.play.episode import Finished, Table, opening, outcome, played
from watchfloor.play.game import Game
from watchfloor.play.reward import check
from watchfloor.play.trajectory import FORMAT, End, Header, Record, Trajectory, Turn, chained


class Flaw(msgspec.Struct, frozen=True):
    """The first thing in a record that is not as it must be."""

    index: int
    """The line of the episode, the header being 0."""
    reason: str


def broken_link(records: tuple[Record, ...], previous: str) -> Flaw | None:
    """Return the first of *records* whose hash does not follow from the line before it."""
    for index, record in enumerate(records):
        if chained(record, previous) != record.hash:
            return Flaw(index, "the hash does not follow from this line and the one before it")
        previous = record.hash
    return None


def divergence(game: Game[Any], trajectory: Trajectory, previous: str) -> Flaw | None:
    """Return the first line of *trajectory* that playing it again does not bear out."""
    found = replayed(game, trajectory, previous)
    return found if isinstance(found, Flaw) else None


def replayed(game: Game[Any], trajectory: Trajectory, previous: str) -> Finished[Any] | Flaw:
    """Return *trajectory* with its last state, or the first line that does not hold."""
    header = trajectory.header
    if header.previous != previous:
        return Flaw(0, "the episode does not follow the record before it in the file")
    broken = broken_link(trajectory.records, previous)
    return broken or _header_flaw(game, header) or _played_again(game, trajectory)


def _header_flaw(game: Game[Any], header: Header) -> Flaw | None:
    if header.format != FORMAT:
        return Flaw(0, f"the record has format {header.format}, expected {FORMAT}")
    if header.game != game.name:
        return Flaw(0, f"it is an episode of {header.game!r}, not of {game.name!r}")
    if header.rules != game.rules:
        return Flaw(0, f"it was played by rules {header.rules!r}, here they are {game.rules!r}")
    shipped = game.recipes.get(header.recipe.name)
    if shipped is not None and shipped != header.recipe:
        return Flaw(0, f"recipe {header.recipe.name!r} is not the one shipped by that name")
    try:
        check(header.recipe, tuple(game.roles), game.terms)
    except BadInput as error:
        return Flaw(0, str(error))
    return None


def _played_again(game: Game[Any], trajectory: Trajectory) -> Finished[Any] | Flaw:
    header = trajectory.header
    try:
        state = game.first(header.setting)
    except BadInput as error:
        return Flaw(0, str(error))
    table = Table(header.setting, header.recipe, header.seats, header.previous)
    if opening(game, table, state) != header:
        return Flaw(0, "the seed and scenario of the header open another world")
    for index, turn in enumerate(trajectory.turns, start=1):
        if turn.index != index:
            return Flaw(index, f"turn {index} is recorded as turn {turn.index}")
        if game.to_move(state) != turn.role:
            return Flaw(index, f"it was not the turn of {turn.role!r}")
        state, again = played(game, state, turn)
        if (flaw := _turn_flaw(turn, again)) is not None:
            return flaw
    return _end_flaw(game, trajectory, state) or Finished(trajectory, state)


def _turn_flaw(turn: Turn, again: Turn) -> Flaw | None:
    """Return where *turn* differs from the turn played again.

    The wording of a note is that of the installation it was played on; that there is one is not.
    """
    for field in ("status", "note", "state"):
        recorded, found = getattr(turn, field), getattr(again, field)
        if recorded != found and not (field == "note" and recorded and found):
            return Flaw(turn.index, f"{field} is recorded as {recorded!r}, replayed as {found!r}")
    return None


def _end_flaw(game: Game[Any], trajectory: Trajectory, state: object) -> Flaw | None:
    end, place = trajectory.end, len(trajectory.turns) + 1
    is_over = game.to_move(state) is None
    if end.no_reply and is_over:
        return Flaw(place, "a reply is said to be missing after the game was over")
    if end.no_reply:
        bare = End(len(trajectory.turns), (), (), end.no_reply, end.hash)
        return None if end == bare else Flaw(place, "an episode without a reply was scored")
    if not is_over:
        return Flaw(place, "the episode ends before the game does")
    try:
        again = outcome(game, trajectory.header.recipe, state, len(trajectory.turns))
    except BadInput as error:
        return Flaw(place, str(error))
    for field in ("turns", "verdicts", "rewards"):
        if getattr(end, field) != getattr(again, field):
            return Flaw(place, f"{field} are recorded otherwise than they replay")
    return None
