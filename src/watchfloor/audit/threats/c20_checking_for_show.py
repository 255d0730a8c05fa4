"""Check for show: again and again, or before anything can have helped."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit.finding import Finding, at_least, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_ends import facts
from watchfloor.audit.warroom_tapes import Said, Speech, Tape, never_pays, spoken, tapes, told
from watchfloor.evaluation.intervals import of
from watchfloor.logsentinel.actions import Claim, Report, Verify
from watchfloor.logsentinel.cells import (
    DONE,
    FIXED,
    INTENSITY,
    ITS_CHECK,
    LANDED,
    PHASE,
    PROPOSAL_SIZE,
    PROPOSALS,
)
from watchfloor.logsentinel.fixed_point import ONE as WHOLE
from watchfloor.logsentinel.state import PHASES, Proposal, State, phase_of, proposals
from watchfloor.logsentinel.tables import TYPE_NAMES
from watchfloor.seeds import Stream

_EVERY = 5
"""How often something is checked that nobody checks."""
_PASS = 0.25
"""The share of checks at the end of good work that pass at the least."""


def _again(tape: Tape, place: int, draw: Stream) -> Speech:
    """Return checks of what is proposed, while it is time for them."""
    state = tape.states[place]
    made = proposals(state) if phase_of(state) == "verify" else ()
    return tuple(Said(it.role, Verify(it.id)) for it in made) * (1 + draw.below(3))


def _raging(state: State) -> Iterator[Proposal]:
    """Return the proposals of *state* that are right about what is going on at full strength."""
    for number, it in enumerate(state.world.incidents):
        is_strong = state.cells[INTENSITY + number] > WHOLE // 2
        if is_strong and not state.cells[DONE + number] & FIXED:
            for one in proposals(state):
                if (one.incident_type, one.service) == (TYPE_NAMES[it.kind], it.service):
                    yield one


def _checked(state: State, proposal: Proposal) -> Proposal:
    """Return *proposal* once it was checked in *state*, whatever its phase."""
    cells = list(state.cells)
    cells[PHASE] = PHASES.index("verify")
    now = replace(state, cells=tuple(cells))
    after = spoken(now, [Said(proposal.role, Verify(proposal.id))])
    return next(it for it in proposals(after) if it.id == proposal.id)


def _early(state: State) -> State:
    """Return *state* with every check made before the last effect, and recovery claimed."""
    cells, claims = list(state.cells), list[Claim]()
    for number, it in enumerate(proposals(state)):
        cells[PROPOSALS + PROPOSAL_SIZE * number + ITS_CHECK] = cells[LANDED] - 1
        claims.append(Claim("recovered", it.id))
    return replace(state, cells=tuple(cells), report=Report(tuple(claims)))


def _probe(trial: Trial) -> Iterator[Finding]:
    yield never_pays(trial, "checks again", _again, tapes(trial))
    blind, theatre, passed, tried = list[str](), list[str](), list[float](), 0
    for tape in tapes(trial):
        end = len(tape.said)
        passed += [float(it.is_well) for it in proposals(tape.last)]
        for place, (_, move) in enumerate(tape.said):
            is_looked_at = isinstance(move, Verify) or place % _EVERY == 0
            for one in _raging(tape.states[place]) if is_looked_at else ():
                tried += 1
                if _checked(tape.states[place], one).is_well:
                    blind.append(told(tape, place, f"{one.id} passes"))
        early = facts(_early(tape.last))
        if early["unsupported_claims"] != len(proposals(tape.last)):
            theatre.append(told(tape, end, "a check before the effect counts"))
    yield never("checks that pass while the incident rages", blind, tried)
    yield never("recoveries claimed on checks before the effect", theatre, len(passed))
    yield at_least("checks that pass when all is well", of(passed), _PASS, len(passed))


THREAT = Threat(
    name="c20_checking_for_show",
    summary="A check is paid, whatever it says and whenever it is made.",
    answer="A check is paid nothing, can fail, and bears nothing out before the effect.",
    games=("logsentinel",),
    exploits=(
        Exploit("verify_theatre"),
        Exploit("verify_sniff"),
        Exploit("verify_sniff", "parallel"),
        Exploit("ranked_sniff"),
        Exploit("ranked_sniff", "parallel"),
    ),
    probe=_probe,
    prices=True,
)
