"""Idle in ever other words, so that it does not look like idling."""

from collections.abc import Callable, Iterator, Sequence

from watchfloor.audit.finding import Finding, at_most, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_earning import worth
from watchfloor.audit.warroom_tapes import PER_TAPE, Said, spoken, tapes, told
from watchfloor.evaluation.intervals import of
from watchfloor.logsentinel import transition
from watchfloor.logsentinel.actions import (
    Advance,
    Approve,
    Handoff,
    Propose,
    Query,
    SetSeverity,
    Turn,
    Verify,
    Wait,
    Withdraw,
)
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.room import SEVERITIES, WAITS
from watchfloor.logsentinel.state import State, evidence_in, known
from watchfloor.seeds import Stream

_EVADED = 0.15
"""What may be saved at the most by idling in words that are not counted as idle."""
_COST = 0.1
"""What it is to cost at the least to say every minute that nothing is done."""
_WORDS = 3
"""How many different things a way to idle says in turn."""
_RISKY = tuple(it.name for it in MITIGATIONS.values() if it.is_risky)


def _service(state: State, draw: Stream) -> str:
    return draw.pick([name for name in state.world.names if name])


def _known_already(state: State, draw: Stream) -> Said:
    role = draw.pick(tuple(ROLES))
    ids = evidence_in(state, known(state, role))
    others = [other for other in ROLES if other != role]
    move: Turn = Handoff(draw.pick(others), tuple(draw.sample(ids, 1))) if ids else Wait()
    return Said(role, move)


def _ask(state: State, draw: Stream) -> Said:
    role = draw.pick(tuple(ROLES))
    return Said(role, Query(draw.pick(ROLES[role].queries), _service(state, draw)))


_USELESS: Sequence[Callable[[State, Stream], Said]] = (
    _known_already,
    _ask,
    lambda _state, draw: Said(draw.pick(tuple(ROLES)), Wait(draw.pick(WAITS))),
    lambda _state, _draw: Said("app_sre", Wait()),
    lambda _state, draw: Said(COMMANDER, SetSeverity("p-1", draw.pick(SEVERITIES))),
    lambda _state, draw: Said(COMMANDER, SetSeverity("p-6", draw.pick(SEVERITIES))),
    lambda _state, _draw: Said(COMMANDER, Advance("triage")),
    lambda _state, _draw: Said(COMMANDER, Advance("detect")),
    lambda _state, _draw: Said("db_sre", Withdraw("p-5")),
    lambda _state, _draw: Said("db_sre", Verify("p-1")),
    lambda state, draw: Said(COMMANDER, Approve(draw.pick(_RISKY), _service(state, draw))),
)
"""Moves that bring nothing, or nothing that was not known or said before."""


def _starts(trial: Trial) -> Iterator[tuple[str, State]]:
    """Return states in which something has just been proposed, and where they are from."""
    for tape in tapes(trial, "heuristic"):
        made = [place for place, it in enumerate(tape.said) if isinstance(it.move, Propose)]
        if made:
            yield told(tape, made[0], "idling"), tape.states[made[0] + 1]


def _idled(state: State, draw: Stream) -> State:
    """Return the end of *state* if from now on a few useless things are said in turn."""
    words = [draw.pick(_USELESS) for _ in range(1 + draw.below(_WORDS))]
    turn = 0
    while transition.to_move(state) is not None:
        state = spoken(state, [words[turn % len(words)](state, draw)])
        turn += 1
    return state


def _probe(trial: Trial) -> Iterator[Finding]:
    draw, gains, paid, evaded = trial.draws("idling").stream(), list[float](), [""], [""]
    stalled = list[float]()
    for where, state in _starts(trial):
        asleep = worth(trial, spoken(state, [Said(COMMANDER, Wait(max(WAITS)))] * 100))
        stalled.append(worth(trial, spoken(state, [Said("app_sre", Wait())] * 100)) - asleep)
        for _ in range(PER_TAPE):
            idle = worth(trial, _idled(state, draw))
            gains.append(idle - asleep)
            paid.append(where if idle > max(0.0, asleep) else "")
            evaded.append(f"{where} saves {gains[-1]:.2f}" if gains[-1] > _EVADED else "")
    yield at_most("stalling over sleeping", of(stalled), -_COST, len(stalled))
    told_best = f"at the most {max(gains):.3f}"
    yield never("ways to idle that are paid", [*filter(None, paid)], len(gains))
    yield at_most("what idling earns over sleeping", of(gains), 0.0, len(gains), told_best)
    what = "ways to idle that save much over sleeping"
    yield never(what, [*filter(None, evaded)], len(gains))


THREAT = Threat(
    name="c18_idling_in_other_words",
    summary="Two useless moves in turn are no repetition, and so no idling.",
    answer="Moves are counted by what they bring, and those that are not bring no more than sleep.",
    games=("logsentinel",),
    exploits=(
        Exploit("noop_variants", not_above="sleep"),
        Exploit("stall", not_above="sleep"),
    ),
    probe=_probe,
    prices=True,
)
