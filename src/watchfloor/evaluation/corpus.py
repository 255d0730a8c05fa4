"""Incidents as JSON Lines: what a defender sees of each, and what is true of it.

The first line says how the file was made, then comes a line for each incident, and the last line
counts them and carries the SHA-256 of everything before it. The same arguments make the same bytes,
so a file that was cut can be continued after its last whole line.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from watchfloor.codec import canonical, digest
from watchfloor.errors import UnreadableFile, WatchfloorError
from watchfloor.evaluation.store import cause, counted
from watchfloor.opensoc import crafting, fingerprint, record_line
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.opensoc.game import GAME
from watchfloor.opensoc.gate import Submission
from watchfloor.opensoc.gates import GATES
from watchfloor.opensoc.generator import Grown, Wish, grow
from watchfloor.opensoc.held_out import HELD_OUT
from watchfloor.opensoc.runbook import Answer
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.truth import Truth
from watchfloor.seeds import Seed
from watchfloor.world import organisation

FORMAT = 1
LONGEST_LINE = 1 << 20
"""Bytes; a longer line is no incident."""


def _canary() -> str:
    mark = digest("watchfloor incidents, not for training on the ones held out")
    return "-".join((mark[:8], mark[8:12], mark[12:16], mark[16:20], mark[20:32]))


CANARY = f"watchfloor:{_canary()}"
"""A mark by which a text that was trained on is known again."""

Scalar: TypeAlias = str | int | bool


class Opening(msgspec.Struct, frozen=True, tag="opening", tag_field="line"):
    """How the file was made."""

    arguments: dict[str, Scalar]
    format: int = FORMAT
    rules: str = GAME.rules
    canary: str = CANARY


class Shown(msgspec.Struct, frozen=True):
    """One line of the log, or one record, as a defender reads it."""

    id: str
    text: str


class Source(msgspec.Struct, frozen=True):
    """What a generator meant, but for the answer and the row, which are among the truth."""

    campaign: str
    organisation: int


class Entry(msgspec.Struct, frozen=True, tag="incident", tag_field="line"):
    """One incident."""

    id: str
    seed: tuple[int | str, ...]
    """The path of its seed."""
    stage: str
    asked: Answer
    alert: str
    dialect: str
    log: tuple[Shown, ...]
    records: tuple[Shown, ...]
    truth: Truth
    origin: Source
    fingerprint: str


class Closing(msgspec.Struct, frozen=True, tag="closing", tag_field="line"):
    """The last line of a whole file."""

    incidents: int
    sha256: str
    """Over every byte before this line."""


Line: TypeAlias = Opening | Entry | Closing
_decoder: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Opening | Entry | Closing)


class Plan(msgspec.Struct, frozen=True):
    """What `generate` is asked for."""

    stage: str
    prevalence: int
    """How many of a hundred are not to be dismissed."""
    seed: int
    count: int
    dialect: str = ""
    """Any that training sees, if none is named."""
    is_held_out: bool = False

    def opening(self) -> Opening:
        """Return the first line of the file."""
        return Opening(msgspec.to_builtins(self))


def grown(plan: Plan, first: int = 0, *, is_checked: bool = False) -> Iterator[Entry]:
    """Return the incidents of *plan* from number *first* on, without end.

    Those that are kept for evaluation are passed over, unless held-out ones are asked for.
    """
    stage, home = STAGES[plan.stage], Seed.of(plan.seed, "generate", plan.stage)
    wish = Wish(None, plan.prevalence, plan.dialect or None, plan.is_held_out)
    number = first
    while True:
        seed = home.child(number)
        found = grow(seed, stage, wish)
        if is_checked and (sentence := objection(found)):
            message = f"incident {number} of seed {plan.seed} is rejected by {sentence}"
            raise WatchfloorError(message)
        entry = written(f"incident-{number:07d}", seed, found)
        if plan.is_held_out or entry.fingerprint not in HELD_OUT:
            yield entry
        number += 1


def written(name: str, seed: Seed, found: Grown) -> Entry:
    """Return the line of the incident *found* at *seed*."""
    case, origin = found.case, found.origin
    write = DIALECTS[case.dialect].write
    return Entry(
        name,
        seed.path,
        origin.stage,
        origin.answer,
        case.alert,
        case.dialect,
        tuple([Shown(event.id, write(event)) for event in case.events]),
        tuple([Shown(record.id, record_line.write(record)) for record in case.records]),
        found.truth,
        Source(origin.campaign, origin.organisation),
        fingerprint.of(case.events, case.records),
    )


def case_of(entry: Entry) -> Case:
    """Return the case that the lines of *entry* spell."""
    read = DIALECTS[entry.dialect].read
    events = tuple(read(shown.id, shown.text) for shown in entry.log)
    records = tuple(record_line.read(shown.id, shown.text) for shown in entry.records)
    return Case(entry.alert, events, records, entry.dialect)


def objection(found: Grown) -> str:
    """Return the rule of the gate's proof round that turns *found* away, and why, if one does.

    Whether it is held out is not asked, since that may be meant.
    """
    case, asked = found.case, found.origin.answer
    submission = Submission(
        crafting.written(case.events, asked),
        organisation.numbered(found.origin.organisation),
        case.events[0].second,
        asked,
        case.events,
        case.records,
        case.alert,
        found.truth,
    ).seen(case.sighted)
    for gate in GATES.values():
        is_asked = gate.round == "proof" and gate.name != "is_not_held_out"
        if is_asked and (sentence := gate.objection(submission)):
            return f"{gate.name}: {sentence}"
    return ""


def lines(
    opening: Opening, entries: Iterable[Entry], so_far: "Begun | None" = None
) -> Iterator[bytes]:
    """Return the lines of the file of *entries* that come after *so_far*."""
    hashed = sha256() if so_far is None else so_far.hashed
    count = 0 if so_far is None else so_far.incidents
    if so_far is None or not so_far.size:
        line = canonical(opening) + b"\n"
        hashed.update(line)
        yield line
    for entry in entries:
        line = canonical(entry) + b"\n"
        hashed.update(line)
        count += 1
        yield line
    yield canonical(Closing(count, hashed.hexdigest())) + b"\n"


def closing_of(line: bytes) -> Closing:
    """Return what the closing *line* of a file says."""
    return msgspec.json.decode(line, type=Closing)


class Begun:
    """What stands in a file that is to be continued."""

    def __init__(self) -> None:
        self.size = 0
        """Bytes of whole lines."""
        self.incidents = 0
        self.following = 0
        """The number of the incident that comes next."""
        self.hashed: Any = sha256()
        self.closing: Closing | None = None
        """The last line, if the file is whole."""

    def take(self, raw: bytes, line: Line) -> None:
        """Count *line*, spelled *raw*."""
        if isinstance(line, Closing):
            self.closing = line
            return
        self.size += len(raw)
        self.hashed.update(raw)
        if isinstance(line, Entry):
            self.incidents += 1
            self.following = int(line.seed[-1]) + 1


def begun(path: Path, opening: Opening) -> Begun:
    """Return what stands in the file at *path*, which *opening* has to have opened."""
    found, expected = Begun(), canonical(opening) + b"\n"
    for number, raw in _raw(path):
        if number == 1 and not expected.startswith(raw):
            message = (
                f"{str(path)!r} was made otherwise than it would be continued; give the "
                "arguments of its first line, or a path where nothing stands"
            )
            raise UnreadableFile(message)
        if not raw.endswith(b"\n"):
            break
        found.take(raw, understood(path, number, raw))
    return found


def read(path: Path) -> Iterator[Entry]:
    """Return the incidents of the file at *path*; one that was cut or changed is refused."""
    found = Begun()
    for number, raw in _raw(path):
        if not raw.endswith(b"\n") or found.closing is not None:
            found.closing = None
            break
        line = understood(path, number, raw)
        found.take(raw, line)
        if isinstance(line, Entry):
            yield line
    expected = Closing(found.incidents, found.hashed.hexdigest())
    if found.closing != expected:
        message = (
            f"{str(path)!r} is cut or changed after {counted(found.incidents, 'incident')}; "
            "make it again, or continue it with --resume"
        )
        raise UnreadableFile(message)


def understood(path: Path, number: int, raw: bytes) -> Line:
    """Return what *raw*, the line with that *number* of the file at *path*, says."""
    try:
        return _decoder.decode(raw)
    except (ValueError, RecursionError) as error:
        message = (
            f"line {number} of {str(path)!r} is no line of an incident file ({error}); "
            "give a file that `generate --out` wrote"
        )
        raise UnreadableFile(message) from None


def line_at(path: Path, number: int) -> bytes:
    """Return the line with that *number*, counted from 1, of the file at *path*."""
    there = 0
    for there, raw in _raw(path):
        if there == number:
            return raw
    message = f"{str(path)!r} holds {counted(there, 'line')}, not {number}; give another line"
    raise UnreadableFile(message)


def _raw(path: Path) -> Iterator[tuple[int, bytes]]:
    """Return the lines of the file at *path*, numbered from 1, the last perhaps cut."""
    try:
        with path.open("rb") as file:
            number = 0
            while raw := file.readline(LONGEST_LINE):
                number += 1
                yield number, raw
    except (OSError, ValueError) as error:
        message = f"{str(path)!r} cannot be read ({cause(error)}); give a file that can"
        raise UnreadableFile(message) from None
