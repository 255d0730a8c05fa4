"""Act without letting time pass."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_tapes import PER_TAPE, Tape, tapes, told
from watchfloor.logsentinel import transition
from watchfloor.logsentinel.actions import Wait
from watchfloor.logsentinel.cells import IS_OVER, SEATS, TICK
from watchfloor.logsentinel.state import State
from watchfloor.play.action import Action, Malformed
from watchfloor.seeds import Stream

_WAITS = (0, -1, -100, 6, 10**9)
"""Waits that take no time, or more than a wait may."""


def _passed(state: State, moves: list[Action | Malformed]) -> int:
    """Return how many ticks pass while *moves* are made, or 1 if the episode ends with them."""
    now = state.cells[TICK]
    for move in moves:
        state = transition.apply(state, move).state
    return 1 if state.cells[IS_OVER] else state.cells[TICK] - now


def _some(tape: Tape, draw: Stream, count: int) -> list[Action | Malformed]:
    """Return *count* moves, in form or not."""
    odd: list[Action | Malformed] = [Malformed("nothing"), *map(Wait, _WAITS)]
    return [draw.pick((draw.pick(tape.said).move, draw.pick(odd))) for _ in range(count)]


def _probe(trial: Trial) -> Iterator[Finding]:
    draw, breaches, tried = trial.draws("time").stream(), list[str](), 0
    for mode in trial.game.modes:
        together = SEATS if mode == "parallel" else 1
        for tape in tapes(trial, "random_valid", mode=mode):
            for _ in range(PER_TAPE):
                place = draw.below(len(tape.said)) // together * together
                moves = _some(tape, draw, together)
                passed, tried = _passed(tape.states[place], moves), tried + 1
                if passed < 1 or (passed > 5 or (mode == "parallel" and passed != 1)):
                    breaches.append(told(tape, place, f"{passed} minutes for {moves[0]}"))
    yield never("moves, or rounds of them, that take no time", breaches, tried)


THREAT = Threat(
    name="c30_acting_without_time",
    summary="Reading and asking takes no time, so that everything is known at once.",
    answer="Every move takes a minute, a refused or a malformed one too; in parallel a round does.",
    games=("logsentinel",),
    probe=_probe,
)
