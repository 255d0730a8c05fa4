"""The case that one line of a file speaks of, be it a file of incidents or of trajectories."""

from pathlib import Path
from typing import NamedTuple

import msgspec

from watchfloor.errors import BadInput, UnreadableFile
from watchfloor.evaluation import corpus, store
from watchfloor.evaluation.corpus import Entry
from watchfloor.evaluation.store import Stored, Torn
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.game import GAME
from watchfloor.opensoc.state import State
from watchfloor.opensoc.truth import Truth
from watchfloor.play.episode import played


class Pointed(NamedTuple):
    """A case and what the file says is true of it."""

    title: str
    case: Case
    truth: Truth


class _Kind(msgspec.Struct):
    """What the first line of any file of ours says of itself."""

    line: str = ""


def case_at(path: Path, number: int) -> Pointed:
    """Return the case that line *number* of the file at *path* speaks of."""
    try:
        kind = msgspec.json.decode(corpus.line_at(path, 1), type=_Kind).line
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        kind = ""
    if kind == "opening":
        return _incident(path, number)
    if kind == "header":
        return _episode(path, number)
    message = (
        f"{str(path)!r} is neither a file of incidents nor of trajectories; give one that "
        "`generate --out` or `play --out` wrote"
    )
    raise UnreadableFile(message)


def _incident(path: Path, number: int) -> Pointed:
    line = corpus.understood(path, number, corpus.line_at(path, number))
    if not isinstance(line, Entry):
        message = f"line {number} of {str(path)!r} holds no incident; the first stands on line 2"
        raise BadInput(message)
    try:
        case = corpus.case_of(line)
    except (KeyError, ValueError) as error:
        message = f"line {number} of {str(path)!r} cannot be read back ({error}); make it again"
        raise UnreadableFile(message) from None
    return Pointed(f"{line.id}, {line.stage}, written as {line.dialect}", case, line.truth)


def _episode(path: Path, number: int) -> Pointed:
    for found in store.read(path):
        if isinstance(found, Torn):
            message = f"line {found.line} of {str(path)!r} cannot be used: {found.reason}"
            raise UnreadableFile(message)
        if found.line <= number < found.line + len(found.trajectory.records):
            return _played(found)
    message = f"line {number} of {str(path)!r} belongs to no episode; give another line"
    raise BadInput(message)


def _played(found: Stored) -> Pointed:
    """Return the case of the episode *found*, played again from its seed."""
    header = found.trajectory.header
    if header.game != GAME.name:
        message = f"episode {found.episode} is one of {header.game!r}; give one of {GAME.name!r}"
        raise BadInput(message)
    state: State = GAME.first(header.setting)
    for turn in found.trajectory.turns:
        state, _ = played(GAME, state, turn)
    if state.case is None or state.truth is None:
        fate = f"{state.gate}: {state.rejected}" if state.gate else "there was no incident"
        message = f"nobody saw a case in episode {found.episode} ({fate}); give another line"
        raise BadInput(message)
    setting = header.setting
    title = f"episode {found.episode}, {setting.scenario}, {setting.mode}, seed {setting.seed}"
    return Pointed(title, state.case, state.truth)
