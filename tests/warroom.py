"""Small worlds of the war-room, and what is said in them."""

from collections.abc import Iterable
from functools import cache

from msgspec.structs import replace

from watchfloor.logsentinel.actions import (
    Advance,
    Approve,
    Claim,
    Handoff,
    Mitigate,
    Propose,
    Report,
    SetSeverity,
    Verify,
    Wait,
)
from watchfloor.logsentinel.cells import FLOOR, KNOWN, SERVICES
from watchfloor.logsentinel.estate import CALLS, SLOTS
from watchfloor.logsentinel.evidence import drawn_evidence
from watchfloor.logsentinel.fixed_point import ONE as WHOLE
from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.outbreak import TIME, Incident
from watchfloor.logsentinel.plan import Plan
from watchfloor.logsentinel.state import State, evidence_in, proposals
from watchfloor.logsentinel.tables import (
    OWNER,
    ROLE_INDEX,
    ROLE_NAMES,
    SLOT_INDEX,
    SPEAKS_FOR,
    TYPE_INDEX,
)
from watchfloor.logsentinel.transition import apply, open_with
from watchfloor.logsentinel.wiring import Estate
from watchfloor.logsentinel.world import World, assembled
from watchfloor.play.action import Action, Malformed
from watchfloor.seeds import Seed

COMMANDER, APP, DB, ANALYST = ROLE_INDEX
SEED = Seed.of(7)
PLAN = Plan("made", "nothing", 60, lone_support=parts("0.5"), red_herrings=0, noise=0)
ORDINARY = Estate(
    present=tuple(range(SERVICES)),
    tiers=tuple(slot.tier for slot in SLOTS),
    utilisations=tuple(slot.utilisation for slot in SLOTS),
    shares=tuple(call.share for call in CALLS),
    criticalities=tuple(call.criticality for call in CALLS),
)


def incident(kind: str, slot: str, starts: int = 2) -> Incident:
    """Return an incident of *kind* on *slot* that time starts and that gets as strong as can be."""
    return Incident(TYPE_INDEX[kind], SLOT_INDEX[slot], starts, -1, TIME, WHOLE)


def world(*incidents: Incident, plan: Plan = PLAN) -> World:
    """Return a world of the ordinary estate with these *incidents* and what they leave."""
    evidence = drawn_evidence(SEED, plan, incidents, ORDINARY.present)
    return assembled(SEED, plan, ORDINARY, (incidents, evidence), ((), ()))


def opened(*incidents: Incident, plan: Plan = PLAN) -> State:
    """Return the first state of a world with these *incidents*."""
    return open_with(world(*incidents, plan=plan), "sequential")


def with_floor(state: State, role: str) -> State:
    """Return *state* with *role* to move."""
    cells = list(state.cells)
    cells[FLOOR] = ROLE_INDEX[role]
    return replace(state, cells=tuple(cells))


def holding(state: State, role: str, ids: Iterable[str]) -> State:
    """Return *state* with *role* holding the evidence that *ids* name too."""
    cells = list(state.cells)
    for name in ids:
        cells[KNOWN + ROLE_INDEX[role]] |= 1 << state.world.places[name]
    return replace(state, cells=tuple(cells))


def spoken(state: State, *said: tuple[str, Action | Malformed]) -> State:
    """Return what follows *state* when each of *said* is the move of the role before it."""
    for role, action in said:
        state = apply(with_floor(state, role), action).state
    return state


def evidence_for(world: World, kind: str, role: str) -> tuple[str, ...]:
    """Return the ids of what an incident of *kind* shows *role*, the surest first."""
    fitting = [
        it
        for it in world.evidence
        if it.incident >= 0
        and world.incidents[it.incident].kind == TYPE_INDEX[kind]
        and ROLE_NAMES[OWNER[it.source]] == role
    ]
    fitting.sort(key=lambda it: (len(SPEAKS_FOR[it.rule]), it.id))
    return tuple(it.id for it in fitting)


def name_of(world: World, slot: str) -> str:
    """Return what the service in *slot* is called."""
    return world.names[SLOT_INDEX[slot]]


def proposed(kind: str, slot: str, owner: str, helper: str) -> State:
    """Return the state in which *owner* has proposed *kind* with what *helper* has handed over.

    The incident is real, began at tick 2, and what is cited proves it.
    """
    start = spoken(opened(incident(kind, slot)), (owner, Wait(ticks=5)), (owner, Wait(ticks=5)))
    mine = evidence_for(start.world, kind, owner)[:1]
    theirs = evidence_for(start.world, kind, helper)[:1]
    service = name_of(start.world, slot)
    return spoken(
        holding(holding(start, owner, mine), helper, theirs),
        (helper, Handoff(to=owner, evidence=theirs)),
        (owner, Propose(incident_type=kind, service=service, evidence=mine + theirs)),
    )


def mitigated(state: State, severity: int, *orders: tuple[str, str]) -> State:
    """Return what follows *state* when p-1 is given *severity* and roles carry out *orders*."""
    state = spoken(
        state,
        (COMMANDER, Advance(phase="triage")),
        (COMMANDER, SetSeverity(proposal="p-1", severity=severity)),
        (COMMANDER, Advance(phase="mitigate")),
    )
    service = state.world.names[proposals(state)[0].service]
    for role, name in orders:
        state = spoken(
            state,
            (COMMANDER, Approve(mitigation=name, service=service)),
            (role, Mitigate(mitigation=name, service=service, proposal="p-1")),
            *((role, Wait()),) * MITIGATIONS[name].delay,
        )
    return state


def reported(state: State, *claims: Claim, waits: int = 8) -> State:
    """Return what follows *state* when after *waits* p-1 is verified and *claims* are reported."""
    checker = proposals(state)[0].role
    state = spoken(
        state,
        *((COMMANDER, Wait()),) * waits,
        (COMMANDER, Advance(phase="verify")),
        (checker, Verify(proposal="p-1")),
        (COMMANDER, Advance(phase="report")),
    )
    return spoken(state, (COMMANDER, Report(claims=claims)))


def root_cause(state: State) -> Claim:
    """Return the claim that p-1 is what was wrong, with all that it cites."""
    cited = evidence_in(state, proposals(state)[0].evidence)
    return Claim(kind="root_cause", proposal="p-1", evidence=cited)


@cache
def full_disk(severity: int = 2) -> State:
    """Return the end of an episode in which a full disk was found, fixed and reported."""
    state = mitigated(proposed("disk_full", "primary", DB, APP), severity, (DB, "expand_disk"))
    return reported(state, root_cause(state))


@cache
def stolen_data() -> State:
    """Return the end of an episode in which a thief of data was held, thrown out and reported."""
    state = mitigated(
        proposed("insider_theft", "primary", ANALYST, DB),
        2,
        (ANALYST, "disable_account"),
        (ANALYST, "rotate_secrets"),
    )
    return reported(state, root_cause(state))
