"""Ends of episodes of the war-room with something else on the table, as their verifier sees them.

Nothing of it can be said in the room: what is asked is whether it would pay.
"""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from watchfloor.logsentinel.actions import Claim, Report
from watchfloor.logsentinel.cells import (
    ITS_EVIDENCE,
    ITS_ROLE,
    ITS_SERVICE,
    ITS_SEVERITY,
    ITS_STANDING,
    ITS_TYPE,
    PROPOSAL_SIZE,
    PROPOSALS,
    WITHDRAWN,
)
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.state import State, evidence_in, known, proposals
from watchfloor.logsentinel.support import is_near
from watchfloor.logsentinel.tables import ROLE_INDEX, ROLE_NAMES, SPEAKS_FOR, TYPE_INDEX, TYPE_NAMES
from watchfloor.seeds import Stream

KINDS = tuple(name for name, it in INCIDENT_TYPES.items() if it.family != "harmless")
"""What can be proposed."""


class Paper(NamedTuple):
    """A proposal as it lies on the table."""

    incident_type: str
    service: int
    role: str
    evidence: int
    """A bit for each piece."""
    severity: int
    is_withdrawn: bool = False


def facts(state: State) -> dict[str, int]:
    """Return what is true of the team of *state*, as far as it is a number."""
    found = GAME.judge(state)[0].facts
    return {it.name: it.value for it in found if not isinstance(it.value, str)}


def papers(state: State) -> tuple[Paper, ...]:
    """Return the proposals of *state*."""
    return tuple(
        Paper(it.incident_type, it.service, it.role, it.evidence, it.severity, it.is_withdrawn)
        for it in proposals(state)
    )


def with_papers(state: State, laid: Sequence[Paper]) -> State:
    """Return *state* with other proposals on its table, all of which its report names as causes."""
    cells = list(state.cells)
    for place, paper in enumerate(laid):
        first = PROPOSALS + PROPOSAL_SIZE * place
        cells[first + ITS_TYPE] = TYPE_INDEX[paper.incident_type] + 1
        cells[first + ITS_SERVICE] = paper.service
        cells[first + ITS_ROLE] = ROLE_INDEX[paper.role]
        cells[first + ITS_EVIDENCE] = paper.evidence
        cells[first + ITS_SEVERITY] = paper.severity
        standing = cells[first + ITS_STANDING] & ~WITHDRAWN
        cells[first + ITS_STANDING] = standing | WITHDRAWN * paper.is_withdrawn
    causes = tuple(
        Claim("root_cause", f"p-{place}", evidence=evidence_in(state, paper.evidence))
        for place, paper in enumerate(laid, start=1)
    )
    return replace(state, cells=tuple(cells), report=Report(causes))


def held(state: State) -> int:
    """Return the evidence that anybody holds."""
    found = 0
    for role in ROLE_NAMES:
        found |= known(state, role)
    return found


def speaking(state: State, incident_type: str) -> int:
    """Return the evidence that speaks for *incident_type*, a bit for each piece."""
    found = 0
    for bit, it in enumerate(state.world.evidence):
        found |= (incident_type in SPEAKS_FOR[it.rule]) << bit
    return found


def some(mask: int, count: int, draw: Stream) -> int:
    """Return *count* of the bits of *mask*, or all if there are fewer."""
    bits = [bit for bit in range(mask.bit_length()) if mask >> bit & 1]
    return sum(1 << bit for bit in draw.sample(bits, min(count, len(bits))))


def about_nothing(state: State, draw: Stream) -> Paper:
    """Return a proposal in form that is about none of the incidents of *state*."""
    there = [place for place, name in enumerate(state.world.names) if name]
    while True:
        kind, service = draw.pick(KINDS), draw.pick(there)
        if not any(
            _is_about(kind, service, TYPE_NAMES[it.kind], it.service)
            for it in state.world.incidents
        ):
            role, cited = draw.pick(ROLE_NAMES), some(held(state), 4, draw)
            return Paper(kind, service, role, cited, 1 + draw.below(4))


def _is_about(kind: str, service: int, real: str, place: int) -> bool:
    is_kin = INCIDENT_TYPES[kind].family == INCIDENT_TYPES[real].family and service == place
    return is_kin or (kind == real and is_near(service, place))
