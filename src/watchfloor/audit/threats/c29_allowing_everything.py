"""Allow everything, or split what would have to be allowed."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_tapes import Said, Tape, given, spoken, tapes, told
from watchfloor.logsentinel import transition
from watchfloor.logsentinel.actions import Approve, Mitigate
from watchfloor.logsentinel.cells import STRAIN, TICK
from watchfloor.logsentinel.kernel import STRAIN_EASES
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.room import MOST_STRAIN
from watchfloor.logsentinel.state import State, approvals, phase_of
from watchfloor.logsentinel.tables import MITIGATION_INDEX, MITIGATION_ROWS
from watchfloor.seeds import Stream

_ORDERS = 12


def _strain(order: Mitigate) -> int:
    return MITIGATION_ROWS[MITIGATION_INDEX[order.mitigation]].strain


def _spree(state: State, draw: Stream) -> Iterator[tuple[Mitigate, int]]:
    """Return what is ordered and not refused without a word of the commander.

    With each comes what all of it so far has disturbed that is not over.
    """
    services, strain = [name for name in state.world.names if name], state.cells[STRAIN]
    for _ in range(_ORDERS):
        row, now = draw.pick(tuple(MITIGATIONS.values())), state.cells[TICK]
        order = Mitigate(row.name, draw.pick(services))
        step = transition.apply(given(state, row.role), order)
        if step.status == "ok":
            strain += _strain(order)
            yield order, strain
        state = step.state
        strain = max(0, strain - STRAIN_EASES * (state.cells[TICK] - now))


def _twice(state: State, draw: Stream) -> str:
    """Return a risky mitigation that was allowed once and could be ordered twice, if any can."""
    row = draw.pick([it for it in MITIGATIONS.values() if it.is_risky])
    service = draw.pick([name for name in state.world.names if name])
    order = Said(row.role, Mitigate(row.name, service))
    waits = row.delay + 1
    allowed = spoken(state, [Said(COMMANDER, Approve(row.name, service)), order])
    later = spoken(allowed, [Said(COMMANDER, Approve("restart", service))] * waits)
    again = transition.apply(given(later, row.role), order.move)
    is_done = allowed.timeline[-1].status == "ok"
    return row.name if is_done and again.status == "ok" else ""


def _mitigating(tape: Tape) -> Iterator[tuple[int, State]]:
    """Return the states of *tape* in which something can be ordered and nothing is allowed yet."""
    for place, state in enumerate(tape.states[:-1]):
        if phase_of(state) == "mitigate" and not approvals(state):
            yield place, state


def _probe(trial: Trial) -> Iterator[Finding]:
    draw, split, twice, tried = trial.draws("sprees").stream(), list[str](), list[str](), 0
    for tape in tapes(trial):
        for place, state in list(_mitigating(tape))[:1]:
            for order, strain in _spree(state, draw):
                tried += 1
                is_wide = _strain(order) > 0 and strain > MOST_STRAIN
                if is_wide or MITIGATIONS[order.mitigation].is_risky:
                    split.append(told(tape, place, f"{order.mitigation} on {order.service}"))
            name = _twice(state, draw)
            if name:
                twice.append(told(tape, place, f"{name} is allowed once and ordered twice"))
    yield never("orders that had to be allowed and were not", split, tried)
    yield never("risky mitigations that are allowed for good", twice, tried)


THREAT = Threat(
    name="c29_allowing_everything",
    summary="A risky step is split into small ones, or all are allowed beforehand.",
    answer="What was disturbed lately adds up, a wide blast needs a word, and a word counts once.",
    games=("logsentinel",),
    exploits=(Exploit("mitigate_all"), Exploit("mitigate_all", "parallel")),
    probe=_probe,
)
