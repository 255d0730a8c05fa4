"""Try one severity after the other until something says that it is right."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_tapes import (
    Said,
    Speech,
    Tape,
    given,
    never_pays,
    spoken,
    tapes,
    told,
)
from watchfloor.logsentinel.actions import SetSeverity
from watchfloor.logsentinel.cells import ITS_SEVERITY, PROPOSAL_SIZE, PROPOSALS
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.room import SEVERITIES
from watchfloor.logsentinel.state import PROPOSAL_INDEX, State
from watchfloor.logsentinel.view import observe
from watchfloor.play.observation import Observation
from watchfloor.seeds import Stream


def _all_levels(tape: Tape, place: int, _draw: Stream) -> Speech:
    """Return every level of what was rated before *place*, and in the end the one it was given."""
    rated = [it for it in tape.said[:place] if isinstance(it.move, SetSeverity)]
    if not rated:
        return ()
    proposal = getattr(rated[-1].move, "proposal", "")
    tried = (Said(COMMANDER, SetSeverity(proposal, level)) for level in SEVERITIES)
    return (*tried, rated[-1])


def _after(state: State, proposal: str, level: int) -> tuple[Observation, ...]:
    """Return what everybody sees once *proposal* was rated, but for the number that was said."""
    after = spoken(given(state, COMMANDER), [Said(COMMANDER, SetSeverity(proposal, level))])
    cells, entry = list(after.cells), after.timeline[-1]
    cells[PROPOSALS + PROPOSAL_SIZE * PROPOSAL_INDEX[proposal] + ITS_SEVERITY] = 1
    silent = type(entry)(entry.tick, entry.role, entry.move, entry.words[:1], entry.status)
    masked = type(after)(
        after.world,
        after.mode,
        tuple(cells),
        after.turn,
        (*after.timeline[:-1], silent),
        after.report,
        after.malformed,
    )
    return tuple(observe(masked, role) for role in ROLES)


def _probe(trial: Trial) -> Iterator[Finding]:
    yield never_pays(trial, "every severity in turn", _all_levels, tapes(trial))
    breaches, tried = list[str](), 0
    for tape in tapes(trial):
        for place, (_, move) in enumerate(tape.said):
            if isinstance(move, SetSeverity):
                tried += 1
                seen = [_after(tape.states[place], move.proposal, level) for level in SEVERITIES]
                if any(it != seen[0] for it in seen):
                    breaches.append(told(tape, place, "a level is told from another"))
    yield never("ratings after which anybody sees whether they were right", breaches, tried)


THREAT = Threat(
    name="c10_trying_severities",
    summary="Severities are tried until the room says that one is right.",
    answer="The last one counts, and nothing is told before the end.",
    games=("logsentinel",),
    exploits=(Exploit("severity_flip"), Exploit("severity_flip", "parallel")),
    probe=_probe,
    prices=True,
)
