"""Recorded files of the small game: whole ones, and ones that a forger has been at."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

import episodes
from lookout.game import GAME
from watchfloor.codec import canonical
from watchfloor.evaluation import recording, store
from watchfloor.evaluation.store import Stored, Torn, Writer
from watchfloor.evaluation.verification import checked
from watchfloor.play.action import NoReply
from watchfloor.play.trajectory import START, Close, End, Header, Line, Turn, chained

WORDS = (
    "The first lines look odd to me.",
    '{"move":"ask"}',
    '{"move":"point","lines":["log-01","log-99"]}',
    '{"move":"decide","gate":"attacked","origin":"caf\u00e9 \u001b[31m"}',
)
"""Replies of which one is malformed and one is refused."""

_line: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Header | Turn | End | Close)


def record(path: Path) -> list[bytes]:
    """Record four episodes at *path*, of every kind there is, and return the lines."""
    with Writer(path) as writer:
        for setting in (episodes.ATTACKED, episodes.CALM):
            for _ in recording.episodes(GAME, [episodes.table(setting=setting)], writer):
                pass
        for replies in (WORDS, (episodes.LONG[0], NoReply("the model timed out"))):
            for line in episodes.recorded(replies, previous=writer.previous).records:
                writer.add(line)
    return path.read_bytes().splitlines(keepends=True)


def decoded(raw: Sequence[bytes]) -> list[Line]:
    """Return the records that the lines *raw* spell."""
    return [_line.decode(line) for line in raw]


def resealed(lines: Sequence[Line]) -> list[bytes]:
    """Return *lines* spelled with the whole chain made anew, as a careful forger would."""
    last, made = START, []
    for line in lines:
        following = replace(line, previous=last) if isinstance(line, Header) else line
        last = chained(following, last)
        made.append(canonical(replace(following, hash=last)) + b"\n")
    return made


def finished(raw: bytes) -> int:
    """Return how many episodes have their last line whole in *raw*."""
    lines = raw.splitlines(keepends=True)
    return sum(b'"line":"end"' in line and line.endswith(b"\n") for line in lines)


def read(path: Path, raw: bytes) -> tuple[list[Stored], Torn | None]:
    """Return what can be read of the file *path* when it holds *raw*."""
    path.write_bytes(raw)
    return _sorted(list(store.read(path)))


def replayed(path: Path, raw: bytes) -> tuple[list[Stored], Torn | None]:
    """Return what replays of the file *path* when it holds *raw*."""
    path.write_bytes(raw)
    return _sorted(list(checked(path, lambda _: GAME)))


def _sorted(found: list[Stored | Torn]) -> tuple[list[Stored], Torn | None]:
    stored = [it for it in found if isinstance(it, Stored)]
    torn = [it for it in found if isinstance(it, Torn)]
    return stored, next(iter(torn), None)
