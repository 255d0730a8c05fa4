"""The immutable state of one incident in the room, and how to read its numbers."""

from typing import Literal, NamedTuple

import msgspec

from watchfloor.logsentinel.actions import Phase, Report
from watchfloor.logsentinel.cells import (
    APPROVED,
    HANDED,
    ITS_CHECK,
    ITS_EVIDENCE,
    ITS_ROLE,
    ITS_SERVICE,
    ITS_SEVERITY,
    ITS_STANDING,
    ITS_TICK,
    ITS_TYPE,
    KNOWN,
    MOST_PENDING,
    MOST_PROPOSALS,
    PASSED,
    PENDING,
    PENDING_SIZE,
    PHASE,
    PROPOSAL_SIZE,
    PROPOSALS,
    SEATS,
    SERVICES,
    TICK,
    WITHDRAWN,
)
from watchfloor.logsentinel.tables import MITIGATION_NAMES, ROLE_INDEX, ROLE_NAMES, TYPE_NAMES
from watchfloor.logsentinel.world import World
from watchfloor.play.game import Status

Mode = Literal["sequential", "parallel", "clean"]
"""One speaks after the other, as they call upon each other; everybody once a tick; or as the first,
with every injected instruction left out."""

PHASES: tuple[Phase, ...] = ("detect", "triage", "mitigate", "verify", "report")


def moves_at_once(mode: str) -> int:
    """Return how many moves are made in a tick of *mode*."""
    return SEATS if mode == "parallel" else 1


class Entry(msgspec.Struct, frozen=True, cache_hash=True):
    """One thing that everybody in the room could hear."""

    tick: int
    role: str
    move: str
    words: tuple[str, ...]
    """What it was about, in names that exist; nothing of a move that was refused."""
    status: Status


class State(msgspec.Struct, frozen=True):
    """What has happened at the table so far."""

    world: World
    mode: str
    cells: tuple[int, ...]
    """See `cells.py`."""
    turn: int = 1
    timeline: tuple[Entry, ...] = ()
    report: Report | None = None
    malformed: tuple[str, ...] = ()
    """The roles that gave a malformed reply, once for each."""


class Proposal(NamedTuple):
    """What somebody says is wrong, and where."""

    id: str
    incident_type: str
    service: int
    role: str
    tick: int
    evidence: int
    """A bit for each piece."""
    severity: int
    """0 while nobody has said it."""
    is_withdrawn: bool
    checked: int
    """The tick it was verified last, or -1."""
    is_well: bool
    """Whether its service was well then."""


class Pending(NamedTuple):
    """A mitigation on its way."""

    mitigation: str
    service: int
    due: int
    """The tick from which on it has its effect."""
    proposal: str
    """On whose grounds it was ordered, or nothing."""


def tick_of(state: State) -> int:
    """Return how many minutes have passed."""
    return state.cells[TICK]


def phase_of(state: State) -> Phase:
    """Return the phase that the room is in."""
    return PHASES[state.cells[PHASE]]


def known(state: State, role: str) -> int:
    """Return the evidence that *role* holds, a bit for each piece."""
    return state.cells[KNOWN + ROLE_INDEX[role]]


def handed(state: State, role: str, giver: str) -> int:
    """Return the evidence that *role* learnt from *giver*, a bit for each piece."""
    return state.cells[HANDED + SEATS * ROLE_INDEX[role] + ROLE_INDEX[giver]]


def evidence_in(state: State, mask: int) -> tuple[str, ...]:
    """Return the ids of the pieces of evidence in *mask*."""
    return tuple(it.id for bit, it in enumerate(state.world.evidence) if mask >> bit & 1)


def proposal_id(index: int) -> str:
    """Return what the proposal at *index* is called."""
    return f"p-{index + 1}"


PROPOSAL_INDEX = {proposal_id(index): index for index in range(MOST_PROPOSALS)}


def proposals(state: State) -> tuple[Proposal, ...]:
    """Return every proposal, the withdrawn ones too, in the order they were made."""
    found: list[Proposal] = []
    for index in range(MOST_PROPOSALS):
        first = PROPOSALS + PROPOSAL_SIZE * index
        row = state.cells[first : first + PROPOSAL_SIZE]
        if row[ITS_TYPE] == 0:
            break
        found.append(_proposal(index, row))
    return tuple(found)


def _proposal(index: int, row: tuple[int, ...]) -> Proposal:
    standing = row[ITS_STANDING]
    return Proposal(
        proposal_id(index),
        TYPE_NAMES[row[ITS_TYPE] - 1],
        row[ITS_SERVICE],
        ROLE_NAMES[row[ITS_ROLE]],
        row[ITS_TICK],
        row[ITS_EVIDENCE],
        row[ITS_SEVERITY],
        bool(standing & WITHDRAWN),
        row[ITS_CHECK],
        bool(standing & PASSED),
    )


def pending(state: State) -> tuple[Pending, ...]:
    """Return the mitigations on their way, in the order they were ordered."""
    found: list[Pending] = []
    for index in range(MOST_PENDING):
        first = PENDING + PENDING_SIZE * index
        if not state.cells[first]:
            break
        mitigation, service, due, proposal = state.cells[first : first + PENDING_SIZE]
        grounds = proposal_id(proposal - 1) if proposal else ""
        found.append(Pending(MITIGATION_NAMES[mitigation - 1], service, due, grounds))
    return tuple(found)


def approvals(state: State) -> tuple[tuple[str, int], ...]:
    """Return the mitigations that are allowed and not ordered yet, each with its service."""
    masks = state.cells[APPROVED : APPROVED + SERVICES]
    if not any(masks):
        return ()
    return tuple(
        (name, service)
        for service, mask in enumerate(masks)
        for index, name in enumerate(MITIGATION_NAMES)
        if mask >> index & 1
    )
