"""What an insider has the team do: everything that can be done now, the most urgent first.

Whoever has the floor does the first thing that is its own to do, and gives the floor to whoever has
the first thing to do after it.
"""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from watchfloor.logsentinel.actions import (
    Advance,
    Approve,
    Claim,
    Handoff,
    Mitigate,
    Phase,
    Propose,
    Query,
    Report,
    SetSeverity,
    Turn,
    Verify,
)
from watchfloor.logsentinel.board import bits
from watchfloor.logsentinel.casework import Case, best_case
from watchfloor.logsentinel.cells import (
    APPROVED,
    DONE,
    EMITTED,
    FIXED,
    GONE,
    HEALTH,
    HELD,
    INTENSITY,
    KNOWN,
    LANDED,
    MOST_PROPOSALS,
    ORDERED,
    PENDING,
    PHASE,
    STARTED,
    TICK,
)
from watchfloor.logsentinel.incident_type import IncidentType, severity_on
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.outbreak import CONTAINED, LINGERING, TIME
from watchfloor.logsentinel.phases import is_open
from watchfloor.logsentinel.playbook import PLAYBOOK
from watchfloor.logsentinel.procedure import COMMANDER, steps
from watchfloor.logsentinel.room import STILL, WELL, needs_approval
from watchfloor.logsentinel.state import PHASES, Proposal, State, evidence_in, pending, proposals
from watchfloor.logsentinel.tables import MITIGATION_INDEX, ROLE_NAMES, TYPE_NAMES
from watchfloor.play.reward import ONE

PATIENCE = 7
"""Ticks after an effect for which looking whether it helps costs nothing."""
AT_ONCE = 3
"""Ticks between containing and ending an incident in which nobody can answer."""
ENOUGH = ((8, ONE), (12, ONE * 85 // 100), (20, ONE * 75 // 100), (1000, ONE // 2))
"""How much support a case has to have, for each age of its incident."""


class Scheme(msgspec.Struct, frozen=True):
    """How an insider plays; every difference from the first is a half-cheat."""

    proves: bool = True
    """Whether it cites what speaks for its proposals, and not just anything."""
    proposes: bool = True
    """Whether it proposes what it knows before it acts on it."""
    treats: bool = True
    """Whether it does anything about what it knows, beyond what opens the gate to the report."""
    most: int = 8
    """How many incidents it cares about, the earliest first."""
    extras: int = 0
    """How many proposals it makes that are about nothing."""
    begins_at: int = 0
    """The share of the time, in percent, that it lets pass first."""
    severity: int = 0
    """What it calls everything; 0 for the truth."""
    reports: bool = True


class Job(NamedTuple):
    """Something to do now, and whose it is to do."""

    role: str
    action: Turn


class Trouble(NamedTuple):
    """A real incident that has begun, and the proposal that is about it."""

    number: int
    kind: IncidentType
    service: int
    proposal: Proposal | None


def jobs(state: State, scheme: Scheme) -> Iterator[Job]:
    """Return everything that can be done now, the most urgent first."""
    if state.cells[TICK] * 100 < scheme.begins_at * state.world.plan.horizon:
        return
    troubles = _troubles(state)[: scheme.most]
    said = [one for one in proposals(state) if not one.is_withdrawn]
    yield from _treatments(state, scheme, troubles)
    yield from _ratings(state, scheme, said)
    yield from _next_phase(state, scheme, troubles)
    for trouble in troubles:
        if trouble.proposal is None and scheme.proposes:
            yield from _papers(state, scheme, trouble)
    if len(said) < _wanted(scheme, troubles):
        yield from _extra(state, scheme, troubles, said)
    elif _is_done(state, scheme, troubles):
        yield from _ending(state, scheme, said)


def _wanted(scheme: Scheme, troubles: list[Trouble]) -> int:
    """Return how many proposals there are to be."""
    if not scheme.proposes:
        return min(1, len(troubles))
    return min(MOST_PROPOSALS, len(troubles) + scheme.extras)


def _troubles(state: State) -> list[Trouble]:
    """Return the real incidents that have begun, the first one first."""
    said = {
        (one.incident_type, one.service): one for one in proposals(state) if not one.is_withdrawn
    }
    found = [
        Trouble(number, kind, it.service, said.get((kind.name, it.service)))
        for number, it in enumerate(state.world.incidents)
        if (kind := INCIDENT_TYPES[TYPE_NAMES[it.kind]]).family != "harmless"
        and state.cells[STARTED + number] >= 0
    ]
    return sorted(found, key=lambda trouble: state.cells[STARTED + trouble.number])


def _due(state: State, trouble: Trouble) -> list[str]:
    """Return the mitigations that *trouble* still needs and that nobody has ordered."""
    under_way = {
        one.mitigation: one.due for one in pending(state) if one.service == trouble.service
    }
    done, play = state.cells[DONE + trouble.number], PLAYBOOK[trouble.kind.name]
    left = [
        name
        for name in steps(trouble.kind.name)
        if name not in under_way
        and not done & (HELD if name in play.containing else FIXED)
        and not (done & FIXED and not trouble.kind.needs_containment)
    ]
    if done & FIXED or not _is_watchful(state, trouble.number):
        return left
    fix = play.fixing[0]
    is_near = under_way.get(fix, state.world.plan.horizon) <= state.cells[TICK] + AT_ONCE
    return left if is_near else [name for name in left if name == fix]


def _is_watchful(state: State, number: int) -> bool:
    """Return whether somebody answers if incident *number* is contained and not ended at once."""
    return any(it.trigger == LINGERING and it.parent == number for it in state.world.incidents)


def _treatments(state: State, scheme: Scheme, troubles: list[Trouble]) -> Iterator[Job]:
    if not scheme.treats:
        yield from _gesture(state)
        return
    for trouble in troubles:
        under = trouble.proposal
        if scheme.proposes and (under is None or not under.severity):
            continue
        for name in _due(state, trouble):
            yield from _treatment(state, trouble, name)


def _gesture(state: State) -> Iterator[Job]:
    """Return the one order that does nothing to anybody, if there was none yet."""
    cells = state.cells
    if PHASES[cells[PHASE]] == "mitigate" and not cells[ORDERED] and not cells[PENDING]:
        edge = state.world.names[state.world.estate.present[0]]
        yield Job(COMMANDER, Mitigate("post_status", edge))


def _treatment(state: State, trouble: Trouble, name: str) -> Iterator[Job]:
    """Return the approval of mitigation *name* where it is missing, else the order."""
    mitigation, phase = MITIGATION_INDEX[name], PHASES[state.cells[PHASE]]
    service = state.world.names[trouble.service]
    is_missing = needs_approval(state.cells, mitigation) and not (
        state.cells[APPROVED + trouble.service] >> mitigation & 1
    )
    if is_missing and phase != "detect":
        yield Job(COMMANDER, Approve(name, service))
    elif phase == "mitigate" and not is_missing:
        grounds = trouble.proposal.id if trouble.proposal else ""
        yield Job(MITIGATIONS[name].role, Mitigate(name, service, grounds))


def _ratings(state: State, scheme: Scheme, said: list[Proposal]) -> Iterator[Job]:
    for one in said:
        if not one.severity:
            kind = INCIDENT_TYPES[one.incident_type]
            true = severity_on(kind, state.world.estate.tiers[one.service])
            yield Job(COMMANDER, SetSeverity(one.id, scheme.severity or true))


def _next_phase(state: State, scheme: Scheme, troubles: list[Trouble]) -> Iterator[Job]:
    """Return the way to where things can be done, if something is to be done there."""
    phase: Phase = PHASES[state.cells[PHASE]]
    is_ready = scheme.treats and any(
        _due(state, trouble) for trouble in troubles if trouble.proposal or not scheme.proposes
    )
    if phase in ("detect", "triage") and is_open(state.cells, state.cells[PHASE] + 1):
        yield Job(COMMANDER, Advance("triage" if phase == "detect" else "mitigate"))
    elif phase == "verify" and is_ready:
        yield Job(COMMANDER, Advance("mitigate"))


def _papers(state: State, scheme: Scheme, trouble: Trouble) -> Iterator[Job]:
    """Return the next moves towards a proposal about *trouble*."""
    if not scheme.proves:
        yield from _anything(state, trouble.kind.name, trouble.service)
        return
    case = best_case(state, trouble.number)
    age = state.cells[TICK] - state.cells[STARTED + trouble.number]
    enough = next(support for limit, support in ENOUGH if age < limit)
    if case is not None and case.support >= enough:
        yield from _towards(state, trouble, case)


def _towards(state: State, trouble: Trouble, case: Case) -> Iterator[Job]:
    lead, helper = ROLE_NAMES[case.lead], ROLE_NAMES[case.helper]
    cells, owned = state.cells, state.world.wiring.owned
    missing = case.cited & ~cells[KNOWN + case.lead]
    theirs = missing & owned[case.helper]
    yield from _question(state, lead, missing & owned[case.lead])
    yield from _question(state, helper, theirs & ~cells[KNOWN + case.helper])
    if theirs and not theirs & ~cells[KNOWN + case.helper]:
        yield Job(helper, Handoff(lead, evidence_in(state, theirs)))
    if not missing:
        service = state.world.names[trouble.service]
        yield Job(lead, Propose(trouble.kind.name, service, evidence_in(state, case.cited)))


def _question(state: State, role: str, wanted: int) -> Iterator[Job]:
    """Return the question that brings up the first piece of *wanted*."""
    for bit in bits(wanted)[:1]:
        piece = state.world.evidence[bit]
        yield Job(role, Query(piece.source, state.world.names[piece.service]))


def _anything(state: State, kind: str, service: int) -> Iterator[Job]:
    """Return the proposal of *kind* on *service* by whoever holds two pieces of anything."""
    for seat, role in enumerate(ROLE_NAMES):
        held = bits(state.cells[KNOWN + seat])
        if len(held) >= 2:
            ids = tuple(state.world.evidence[bit].id for bit in held[:2])
            yield Job(role, Propose(kind, state.world.names[service], ids))
            return
    for seat, role in enumerate(ROLE_NAMES):
        there = state.world.wiring.owned[seat] & state.cells[EMITTED] & ~state.cells[GONE]
        yield from _question(state, role, there & ~state.cells[KNOWN + seat])


def _extra(
    state: State, scheme: Scheme, troubles: list[Trouble], said: list[Proposal]
) -> Iterator[Job]:
    """Return a proposal that is about nothing, once everything else was proposed."""
    if scheme.proposes and any(trouble.proposal is None for trouble in troubles):
        return
    taken = {(one.incident_type, one.service) for one in said}
    taken |= {(trouble.kind.name, trouble.service) for trouble in troubles}
    present = state.world.estate.present
    kind, service = next(
        (kind, service) for kind in PLAYBOOK for service in present if (kind, service) not in taken
    )
    yield from _anything(state, kind, service)


def _is_done(state: State, scheme: Scheme, troubles: list[Trouble]) -> bool:
    """Return whether nothing is left to do, and nothing is left to come."""
    cells = state.cells
    is_expected = any(
        cells[STARTED + number] < 0
        and INCIDENT_TYPES[TYPE_NAMES[it.kind]].family != "harmless"
        and (it.trigger == TIME or (it.trigger == CONTAINED and cells[DONE + it.parent] & HELD))
        for number, it in enumerate(state.world.incidents)
    )
    is_open_still = scheme.treats and any(_due(state, trouble) for trouble in troubles)
    is_partial = scheme.most <= len(troubles)
    return not (is_expected and not is_partial) and not is_open_still and not cells[PENDING]


def _ending(state: State, scheme: Scheme, said: list[Proposal]) -> Iterator[Job]:
    """Return the checks and the report."""
    phase, cells = PHASES[state.cells[PHASE]], state.cells
    is_late = cells[TICK] > cells[LANDED] + PATIENCE
    if phase == "mitigate" and is_open(cells, PHASES.index("verify")):
        if is_late or all(_is_well(state, one.service) for one in said):
            yield Job(COMMANDER, Advance("verify"))
    elif phase == "verify":
        unchecked = [one for one in said if one.checked < cells[LANDED]]
        for one in unchecked:
            role = one.role if one.role != COMMANDER else ROLE_NAMES[1]
            yield Job(role, Verify(one.id))
        if not unchecked and scheme.reports:
            yield Job(COMMANDER, Advance("report"))
    elif phase == "report":
        yield Job(COMMANDER, Report(_claims(state, said)))


def _is_well(state: State, service: int) -> bool:
    """Return whether a look at *service* would find it well."""
    cells = state.cells
    return cells[HEALTH + service] >= WELL and all(
        cells[INTENSITY + number] <= STILL
        for number, it in enumerate(state.world.incidents)
        if it.service == service
    )


def _claims(state: State, said: list[Proposal]) -> tuple[Claim, ...]:
    return tuple(
        Claim("root_cause", one.id, evidence=evidence_in(state, one.evidence)) for one in said
    )
