"""States as bytes, for search trees and for stopping and going on elsewhere.

A head names the rules and the setting, the cells follow in fixed size, what was said comes last.
The world is not in it: it is grown again from its seed, or handed in by whoever has it.
"""

import struct
from hashlib import blake2b

import msgspec

from watchfloor.errors import BadInput
from watchfloor.logsentinel.actions import Report
from watchfloor.logsentinel.cells import CELLS
from watchfloor.logsentinel.plan import Plan
from watchfloor.logsentinel.state import Entry, State
from watchfloor.logsentinel.tables import DIGEST
from watchfloor.logsentinel.world import World, grow
from watchfloor.seeds import Seed

RULES = "logsentinel-4"
"""The version of the rules; what was recorded under another does not replay."""
MAGIC = b"WFLS"
_CELLS = struct.Struct(f"<{CELLS}q")
_SIZES = struct.Struct("<4sII")


class Head(msgspec.Struct, frozen=True):
    """What a snapshot belongs to."""

    rules: str
    tables: str
    seed: Seed
    plan: Plan
    mode: str


class Said(msgspec.Struct, frozen=True):
    """The part of a state that is no number."""

    turn: int
    timeline: tuple[Entry, ...]
    report: Report | None
    malformed: tuple[str, ...]


def snapshot(state: State) -> bytes:
    """Return *state* as bytes."""
    world = state.world
    head = msgspec.json.encode(Head(RULES, DIGEST, world.seed, world.plan, state.mode))
    said = Said(state.turn, state.timeline, state.report, state.malformed)
    tail = msgspec.json.encode(said)
    sizes = _SIZES.pack(MAGIC, len(head), len(tail))
    return sizes + head + _CELLS.pack(*state.cells) + tail


def restore(data: bytes, world: World | None = None) -> State:
    """Return the state that *data* holds, in *world* if whoever asks has it at hand."""
    head, cells, said = _parts(data)
    if (head.rules, head.tables) != (RULES, DIGEST):
        message = (
            f"the snapshot is of rules {head.rules} with tables {head.tables[:12]}, "
            f"expected {RULES} with {DIGEST[:12]}; make it again with this version"
        )
        raise BadInput(message)
    if world is None:
        world = grow(head.seed, head.plan)
    elif (world.seed, world.plan) != (head.seed, head.plan):
        message = "the snapshot is of another world; leave the world out and it is grown again"
        raise BadInput(message)
    return State(world, head.mode, cells, said.turn, said.timeline, said.report, said.malformed)


def _parts(data: bytes) -> tuple[Head, tuple[int, ...], Said]:
    try:
        magic, first, last = _SIZES.unpack_from(data)
        middle = _SIZES.size + first
        _check(magic == MAGIC and len(data) == middle + _CELLS.size + last)
        head = msgspec.json.decode(data[_SIZES.size : middle], type=Head)
        cells = _CELLS.unpack_from(data, middle)
        said = msgspec.json.decode(data[middle + _CELLS.size :], type=Said)
    except (ValueError, struct.error) as error:
        message = f"{len(data)} bytes are no snapshot of the war-room; give one made by `snapshot`"
        raise BadInput(message) from error
    return head, cells, said


def _check(is_sound: bool) -> None:  # noqa: FBT001  # it is all that there is to say
    if not is_sound:
        raise ValueError


def fingerprint(state: State) -> str:
    """Return what stands for *state* in a trajectory.

    It changes with the world, with any cell and with what was said last; what was said before is
    in the fingerprints before it.
    """
    last = state.timeline[-1:]
    said = (DIGEST, state.world.seed, state.world.plan.name, state.mode, state.turn)
    spoken = msgspec.msgpack.encode((said, last, state.report, state.malformed))
    return blake2b(_CELLS.pack(*state.cells) + spoken, digest_size=16).hexdigest()
