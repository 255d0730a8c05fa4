"""Go through the phases again, or past them."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_tapes import (
    PER_TAPE,
    Said,
    Speech,
    Tape,
    given,
    never_pays,
    tapes,
    told,
)
from watchfloor.logsentinel import transition
from watchfloor.logsentinel.actions import Advance, Phase
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.state import PHASES, State, phase_of, proposals
from watchfloor.seeds import Stream

_BACK: frozenset[tuple[Phase, Phase]] = frozenset(
    {("triage", "detect"), ("mitigate", "detect"), ("verify", "detect"), ("verify", "mitigate")}
)


def _to_and_fro(tape: Tape, place: int, draw: Stream) -> Speech:
    """Return a way back to an earlier phase and forward again, once or twice."""
    phase = phase_of(tape.states[place])
    ways: dict[Phase, tuple[Phase, ...]] = {
        "triage": ("detect", "triage"),
        "mitigate": ("detect", "triage", "mitigate"),
        "verify": ("mitigate", "verify"),
    }
    way = ways.get(phase, ()) * (1 + draw.below(2))
    return tuple(Said(COMMANDER, Advance(it)) for it in way)


def _is_open(state: State, aim: Phase) -> bool:
    """Return whether there is a way from *state* to *aim* at all, as the runbook has it."""
    phase, standing = phase_of(state), [it for it in proposals(state) if not it.is_withdrawn]
    if (phase, aim) in _BACK:
        return True
    if PHASES.index(aim) != PHASES.index(phase) + 1 or not standing:
        return False
    return aim != "mitigate" or all(it.severity for it in standing)


def _probe(trial: Trial) -> Iterator[Finding]:
    yield never_pays(trial, "phases to and fro", _to_and_fro, tapes(trial))
    draw, breaches, tried = trial.draws("jumps").stream(), list[str](), 0
    for tape in tapes(trial, "random_valid"):
        for _ in range(PER_TAPE):
            place, aim = draw.below(len(tape.said)), draw.pick(PHASES)
            state = given(tape.states[place], COMMANDER)
            if not _is_open(state, aim):
                tried += 1
                step = transition.apply(state, Advance(aim))
                if step.status == "ok" or phase_of(step.state) != phase_of(state):
                    breaches.append(told(tape, place, f"from {phase_of(state)} to {aim}"))
    yield never("phases that were jumped to", breaches, tried)


THREAT = Threat(
    name="c19_the_phases_again",
    summary="Progress is paid, so that the same way is gone again and again.",
    answer="No phase is paid, and none is reached past its gate.",
    games=("logsentinel",),
    exploits=(Exploit("phase_oscillation", not_above="sleep"),),
    probe=_probe,
    prices=True,
)
