"""An episode as the log of the room, and the hidden world for those who look back on it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from watchfloor.logsentinel.cells import (
    DONE,
    FIXED,
    FIXED_AT,
    FIXED_BY,
    HELD,
    HELD_AT,
    HELD_BY,
    STARTED,
    TICK,
)
from watchfloor.logsentinel.fixed_point import ONE
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.kernel import tick
from watchfloor.logsentinel.latent import Latent, latent
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.state import (
    Pending,
    Proposal,
    State,
    handed,
    known,
    pending,
    phase_of,
    proposal_id,
    proposals,
    tick_of,
)
from watchfloor.logsentinel.tables import TYPE_NAMES
from watchfloor.logsentinel.telling import text
from watchfloor.logsentinel.world import World

MARGIN = " " * 6
BARS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"
"""From nothing to all."""
LONGEST_REPLY = 160
WIDEST = 60
"""Bars of a curve; of a longer episode every second or third minute is drawn."""


def told(before: State, reply: str, after: State) -> tuple[str, ...]:
    """Return what happened between *before*, when *reply* was given, and *after*."""
    entry = after.timeline[-1]
    said = " ".join((entry.move, *entry.words)) if entry.words or entry.status == "ok" else reply
    fate = "" if entry.status == "ok" else f" [{entry.status}]"
    head = f"t={entry.tick:02d}  {phase_of(before):<9} {entry.role}: {_short(said)}{fate}"
    return (head, *(f"{MARGIN}{line}" for line in _consequences(before, after)))


def _short(said: str) -> str:
    return said if len(said) <= LONGEST_REPLY else f"{said[:LONGEST_REPLY]} ..."


def _consequences(before: State, after: State) -> Iterator[str]:
    yield from _learnt(before, after)
    yield from _put_forward(before, after)
    yield from _checked(before, after)
    yield from _landed(before, after)
    if phase_of(after) != phase_of(before):
        yield f"the room goes over to {phase_of(after)}"
    yield from _claimed(after) if after.report is not None else ()


def _learnt(before: State, after: State) -> Iterator[str]:
    """Yield what each role holds now and did not before: asked for, handed over or pushed."""
    speaker, move = after.timeline[-1].role, after.timeline[-1].move
    for role in ROLES:
        fresh = known(after, role) & ~known(before, role)
        from_others = sum(
            handed(after, role, giver) & ~handed(before, role, giver) for giver in ROLES
        )
        for bit, item in enumerate(after.world.evidence):
            if fresh >> bit & 1:
                is_handed = from_others >> bit & 1
                is_asked = role == speaker and move == "query"
                how = "is handed" if is_handed else "learns" if is_asked else "is alerted to"
                yield f"{role} {how} {item.id} {item.rule}: {text(after, bit)}"


def _put_forward(before: State, after: State) -> Iterator[str]:
    for proposal in proposals(after)[len(proposals(before)) :]:
        yield f"{_named(after.world, proposal)} on {_cited(after.world, proposal)}"


def _named(world: World, proposal: Proposal) -> str:
    return f"{proposal.id} is {proposal.incident_type} on {world.names[proposal.service]}"


def _cited(world: World, proposal: Proposal) -> str:
    ids = [it.id for bit, it in enumerate(world.evidence) if proposal.evidence >> bit & 1]
    return ", ".join(ids)


def _checked(before: State, after: State) -> Iterator[str]:
    for old, new in zip(proposals(before), proposals(after), strict=False):
        if new.checked != old.checked:
            place = after.world.names[new.service]
            yield f"{new.id}: {place} is {'well' if new.is_well else 'not well'}"


def _landed(before: State, after: State) -> Iterator[str]:
    """Yield the mitigations that took effect; what is ordered with no delay did so at once."""
    left = pending(after)
    for order in pending(before):
        if order not in left:
            yield f"{_order(after.world, order)} takes effect"


def _order(world: World, order: Pending) -> str:
    grounds = f" on the grounds of {order.proposal}" if order.proposal else ""
    return f"{order.mitigation} on {world.names[order.service]}{grounds}"


def _claimed(after: State) -> Iterator[str]:
    for claim in after.report.claims if after.report is not None else ():
        words = (claim.kind, claim.proposal, claim.value, ", ".join(claim.evidence))
        yield f"claims {' '.join(word for word in words if word)}"


def revealed(states: Sequence[State]) -> tuple[str, ...]:
    """Return the hidden world along *states*, and on to the horizon with nobody in the room."""
    last = states[-1]
    moments = {tick_of(state): latent(last.world, state.cells) for state in states}
    cells = list(last.cells)
    for _ in range(cells[TICK], last.world.plan.horizon):
        tick(last.world, cells)
        moments[cells[TICK]] = latent(last.world, cells)
    return (
        "what really happened",
        *(f"  {line}" for line in _fates(last.world, cells)),
        f"the hidden world by the minute, to t={cells[TICK]}; the room left at t={tick_of(last)}",
        *_curves(moments),
        *_orders(states),
    )


def _fates(world: World, cells: Sequence[int]) -> Iterator[str]:
    for number, incident in enumerate(world.incidents):
        kind = INCIDENT_TYPES[TYPE_NAMES[incident.kind]]
        began = cells[STARTED + number]
        if began < 0:
            continue
        done = cells[DONE + number]
        feats = [
            f"{word} t={cells[at + number]} {_grounds(cells[by + number])}"
            for bit, word, at, by in (
                (HELD, "held", HELD_AT, HELD_BY),
                (FIXED, "ended", FIXED_AT, FIXED_BY),
            )
            if done & bit
        ]
        fate = ", ".join(feats) or ("harmless" if kind.family == "harmless" else "never ended")
        yield f"{kind.name} on {world.names[incident.service]} began t={began}: {fate}"


def _grounds(proposal: int) -> str:
    return f"({proposal_id(proposal - 1)})" if proposal else "(blind)"


class Curve(NamedTuple):
    """One quantity as it is drawn."""

    label: str
    read: Callable[[Latent], int]
    full: int
    """What fills the bar, if nothing goes beyond it."""
    unit: int
    """What is shown as one."""
    suffix: str = ""


CURVES = (
    Curve("service health", attrgetter("service_health"), ONE, ONE),
    Curve("error rate", attrgetter("error_rate"), ONE, ONE),
    Curve("replication lag", attrgetter("replication_lag"), 16 * 60, 16, " s"),
    Curve("queue depth", attrgetter("queue_depth"), ONE, ONE),
    Curve("attack signal", attrgetter("attack_signal"), ONE, ONE),
    Curve("containment", attrgetter("containment"), ONE, ONE),
)


def _curves(moments: dict[int, Latent]) -> Iterator[str]:
    last = max(moments)
    step = last // WIDEST + 1
    shown = [moments[max(t for t in moments if t <= now)] for now in range(0, last + 1, step)]
    ruler = "".join(f"{mark:<10}" for mark in range(0, last + 1, 10 * step))
    yield f"  {'':<16} {ruler}".rstrip()
    for curve in CURVES:
        values = [curve.read(moment) for moment in shown]
        full = max(curve.full, *values)
        bars = "".join(BARS[min(7, value * 8 // full)] for value in values)
        low, high = min(values) / curve.unit, max(values) / curve.unit
        yield f"  {curve.label:<16} {bars}  {low:.2f} to {high:.2f}{curve.suffix}"


def _orders(states: Sequence[State]) -> Iterator[str]:
    """Yield each mitigation with the tick of its order and that of its effect."""
    seen: dict[tuple[Pending, int], int] = {}
    for before, after in pairwise(states):
        for order in pending(after):
            if order not in pending(before):
                seen[order, order.due] = tick_of(before)
    if seen:
        yield "mitigations"
    for (order, due), ordered in seen.items():
        yield f"  ordered t={ordered:02d}, due t={due:02d}: {_order(states[-1].world, order)}"
