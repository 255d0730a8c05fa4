"""Finished state and truth to verdicts; a team earns together, so every seat has the same facts."""

from collections.abc import Iterator

from watchfloor.logsentinel import efficiency, outcome
from watchfloor.logsentinel.account import told
from watchfloor.logsentinel.cells import (
    BLIND,
    DUPLICATE,
    IDLE,
    MOVES,
    REDUNDANT,
    REFUSED_MOVES,
)
from watchfloor.logsentinel.credit import Credit, credit
from watchfloor.logsentinel.fixed_point import BITS
from watchfloor.logsentinel.fraction import mean
from watchfloor.logsentinel.inquest import Inquest, inquest_on
from watchfloor.logsentinel.matching import detection, severity
from watchfloor.logsentinel.state import State, moves_at_once
from watchfloor.logsentinel.tables import ROLE_NAMES
from watchfloor.logsentinel.teamwork import teamwork
from watchfloor.logsentinel.truth import demanding
from watchfloor.play.verdict import Fact, Verdict


def judge(state: State) -> tuple[Verdict, ...]:
    """Return what is true about how the team played, once for each role."""
    found = inquest_on(state)
    facts = (
        *_outcome(state, found),
        *_report(found),
        *_conduct(state, found),
        *told(state.world, found),
    )
    return tuple(Verdict(role, facts) for role in ROLE_NAMES)


def credits_of(state: State, found: Inquest) -> tuple[Credit, ...]:
    """Return what each incident that broke out earned."""
    plan, others = state.world.plan, demanding(state.world)
    earned: list[Credit] = []
    for fate in found.ending.fates:
        beside = max(0, others - 1)
        is_both = fate.kind.needs_containment
        grace = efficiency.grace(beside, moves_at_once(state.mode), needs_containment=is_both)
        due = (fate.began + grace, plan.horizon)
        earned.append(credit(fate, found.proposals, plan.lone_support, due))
    return tuple(earned)


def _outcome(state: State, found: Inquest) -> Iterator[Fact]:
    earned, harm = credits_of(state, found), found.ending.harm
    proved = tuple(sorted({name for one in earned for name in one.because}))
    contained = mean(tuple(one.containment for one in earned))
    restored = outcome.restoration(harm)
    prompt = mean(tuple(one.promptness for one in earned))
    yield Fact("outcome", outcome.outcome(contained, restored), proved)
    yield Fact("containment", contained, proved)
    yield Fact("restoration", restored)
    yield Fact("user_minutes_lost", harm.loss >> BITS)
    yield Fact("user_minutes_untouched", harm.untouched >> BITS)
    yield Fact("lost_writes", harm.lost_writes)
    yield Fact("collateral_damage", outcome.collateral(harm))
    yield Fact("efficiency", efficiency.efficiency(prompt, _wasted(state), _most(state)), proved)
    yield Fact("promptness", prompt, proved)
    yield Fact("wasted_moves", _wasted(state))


def _report(found: Inquest) -> Iterator[Fact]:
    targets = [fate.target for fate in found.ending.fates]
    matched = tuple(found.proposals[it.proposal].id for it in found.found)
    used = tuple(dict.fromkeys(use.evidence for use in found.uses))
    yield Fact("detection", detection(found.found, targets, found.proposals), matched)
    yield Fact("severity", severity(found.found, targets, found.proposals), matched)
    together = teamwork(found.uses, found.handed, found.explaining, len(targets))
    yield Fact("teamwork", together, used)
    unsupported = [one for one in found.claims if not one.is_supported]
    because = tuple(dict.fromkeys(one.claim.kind for one in unsupported))
    yield Fact("unsupported_claims", len(unsupported), because)


def _conduct(state: State, found: Inquest) -> Iterator[Fact]:
    cells = state.cells
    blind = tuple(one.mitigation for one in found.landed if not one.proposal)
    yield Fact("reported", state.report is not None)
    yield Fact("duplicate_proposals", cells[DUPLICATE])
    yield Fact("blind_mitigations", cells[BLIND], blind)
    yield Fact("idle_moves", cells[IDLE])
    yield Fact("refused_moves", cells[REFUSED_MOVES])
    yield Fact("malformed_replies", len(state.malformed))
    yield Fact("moves", cells[MOVES])


def _wasted(state: State) -> int:
    """Return the moves that brought nothing: refused, redundant, idle or no move at all."""
    cells = state.cells
    return cells[REFUSED_MOVES] + cells[REDUNDANT] + cells[IDLE] + len(state.malformed)


def _most(state: State) -> int:
    """Return how many moves there can be."""
    return state.world.plan.horizon * moves_at_once(state.mode)
