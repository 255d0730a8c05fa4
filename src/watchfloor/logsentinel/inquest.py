"""What the verifier reads of a finished state: the truth, what was said of it, what was done."""

from typing import NamedTuple

from watchfloor.logsentinel.actions import Claim
from watchfloor.logsentinel.cells import TICK
from watchfloor.logsentinel.claims import Checked, Landed, Seen, checked
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.matching import Claimed, Match, matches
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.state import (
    Proposal,
    State,
    evidence_in,
    handed,
    known,
    proposals,
)
from watchfloor.logsentinel.support import Exhibit
from watchfloor.logsentinel.tables import (
    OWNER,
    ROLE_NAMES,
    SPEAKS_FOR,
)
from watchfloor.logsentinel.teamwork import Handed, Use, uses
from watchfloor.logsentinel.truth import Ending, ending
from watchfloor.logsentinel.world import World

COMMANDER = "incident_commander"


class Inquest(NamedTuple):
    """All that there is to say about one episode."""

    ending: Ending
    proposals: tuple[Claimed, ...]
    """The withdrawn ones too, in the order they were made."""
    found: tuple[Match, ...]
    landed: tuple[Landed, ...]
    claims: tuple[Checked, ...]
    handed: tuple[Handed, ...]
    uses: tuple[Use, ...]
    explaining: frozenset[str]
    """The evidence that explains an alert away."""


def inquest_on(state: State) -> Inquest:
    """Return all that there is to say about *state*."""
    end, standing = ending(state), proposals(state)
    claims = state.report.claims if state.report is not None else ()
    said = _said(state, standing, claims)
    targets = [fate.target for fate in end.fates]
    found = matches(targets, said, state.world.plan.lone_support)
    seen, given = _seen(state, said, standing, (end, found)), _handed(state)
    return Inquest(
        ending=end,
        proposals=said,
        found=found,
        landed=seen.landed,
        claims=checked(claims, seen),
        handed=given,
        uses=uses(given, found, said),
        explaining=_explaining(state.world),
    )


def _explaining(world: World) -> frozenset[str]:
    return frozenset(it.id for it in world.evidence if EVIDENCE_RULES[it.rule].exonerates)


def exhibit(world: World, bit: int) -> Exhibit:
    """Return the piece of evidence at *bit* as the runbook reads it."""
    it = world.evidence[bit]
    return Exhibit(
        it.id,
        ROLE_NAMES[OWNER[it.source]],
        it.service,
        SPEAKS_FOR[it.rule],
        EVIDENCE_RULES[it.rule].exonerates,
    )


def exhibits(world: World, mask: int) -> tuple[Exhibit, ...]:
    """Return the pieces of evidence in *mask* as the runbook reads them."""
    return tuple(exhibit(world, bit) for bit in range(len(world.evidence)) if mask >> bit & 1)


def _said(
    state: State, standing: tuple[Proposal, ...], claims: tuple[Claim, ...]
) -> tuple[Claimed, ...]:
    causes = frozenset(claim.proposal for claim in claims if claim.kind == "root_cause")
    return tuple(
        Claimed(
            it.id,
            it.role,
            it.incident_type,
            INCIDENT_TYPES[it.incident_type].family,
            it.service,
            it.severity,
            exhibits(state.world, it.evidence),
            is_open=not it.is_withdrawn,
            is_claimed=it.id in causes and not it.is_withdrawn,
        )
        for it in standing
    )


def _landed(state: State) -> tuple[Landed, ...]:
    """Return the mitigations that took effect before the end, in the order of the orders."""
    found: list[Landed] = []
    for entry in state.timeline:
        if entry.move == "mitigate" and entry.status == "ok":
            name, service, *grounds = entry.words
            tick = entry.tick + MITIGATIONS[name].delay
            if tick <= state.cells[TICK]:
                backing = grounds[0] if grounds else ""
                found.append(Landed(name, state.world.slots[service], backing, tick))
    return tuple(found)


def _handed(state: State) -> tuple[Handed, ...]:
    return tuple(
        Handed(giver, receiver, name)
        for receiver in ROLE_NAMES
        for giver in ROLE_NAMES
        for name in evidence_in(state, handed(state, receiver, giver))
    )


def _seen(
    state: State,
    said: tuple[Claimed, ...],
    standing: tuple[Proposal, ...],
    truth: tuple[Ending, tuple[Match, ...]],
) -> Seen:
    """Return what the claims of a report are checked against."""
    end, found = truth
    held = exhibits(state.world, known(state, COMMANDER))
    cited = (one for it in said for one in it.cited)
    return Seen(
        proposals={it.id: it for it in said if it.is_open},
        observed={one.id: one for one in (*held, *cited)},
        commanders=frozenset(one.id for one in held),
        landed=_landed(state),
        verified={it.id: it.checked for it in standing if it.is_well},
        began={said[it.proposal].id: end.fates[it.target].began for it in found},
        lone=state.world.plan.lone_support,
    )
