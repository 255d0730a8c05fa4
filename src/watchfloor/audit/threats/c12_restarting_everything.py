"""Start everything anew, which looks like health for a while."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, at_least, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_ends import facts
from watchfloor.audit.warroom_tapes import Said, Tape, spoken, tapes, told
from watchfloor.evaluation.intervals import of
from watchfloor.logsentinel.actions import Mitigate
from watchfloor.logsentinel.cells import GONE
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.tables import TYPE_NAMES

_AGAIN = "restart"
_LOST = 0.1
"""Pieces of evidence that restarts in place of all orders destroy, at the least, on average."""


def _restarted(tape: Tape) -> State:
    """Return the end of *tape* if everything that was ordered had been to start anew."""
    return spoken(
        tape.states[0],
        [
            Said("app_sre", Mitigate(_AGAIN, move.service, move.proposal))
            if isinstance(move, Mitigate)
            else Said(role, move)
            for role, move in tape.said
        ],
    )


def _helps(state: State) -> bool:
    """Return whether to start anew is the way to end any incident of the world of *state*."""
    kinds = (INCIDENT_TYPES[TYPE_NAMES[it.kind]] for it in state.world.incidents)
    return any(_AGAIN in (*it.fixed_by, *it.contained_by) for it in kinds)


def _probe(trial: Trial) -> Iterator[Finding]:
    breaches, lost = list[str](), list[float]()
    for tape in tapes(trial):
        last = _restarted(tape)
        gone = last.cells[GONE] & ~tape.last.cells[GONE]
        lost.append(float(gone.bit_count()))
        if not _helps(last) and facts(last)["containment"]:
            breaches.append(told(tape, len(tape.said), "restarts contained something"))
    yield never("episodes in which restarts end what they are no remedy for", breaches, len(lost))
    yield at_least("evidence that restarts destroy", of(lost), _LOST, len(lost))


THREAT = Threat(
    name="c12_restarting_everything",
    summary="A restart brings health back, whatever was wrong.",
    answer="A restart ends nothing that it is no remedy for, and destroys evidence.",
    games=("logsentinel",),
    exploits=(Exploit("restart_all"),),
    probe=_probe,
)
