"""Take services off, so that there is nothing left to be wrong."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit.finding import Finding, at_most
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_earning import worth
from watchfloor.audit.warroom_tapes import Said, Speech, Tape, spoken, tapes
from watchfloor.evaluation.intervals import of
from watchfloor.logsentinel.actions import Approve, Mitigate, Wait
from watchfloor.logsentinel.cells import BLIND, IDLE, REDUNDANT, REFUSED_MOVES
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.state import State

_OFF = "isolate_host"


def _without_orders(tape: Tape) -> list[Said]:
    """Return what is said in *tape* before the first check, with waiting for every order."""
    return [
        Said(role, Wait() if isinstance(move, Mitigate) else move)
        for role, move in tape.said[: _last_order(tape) + 1]
    ]


def _last_order(tape: Tape) -> int:
    orders = [place for place, it in enumerate(tape.said) if isinstance(it.move, Mitigate)]
    return orders[-1] if orders else 0


def _off(state: State) -> Speech:
    """Return the orders that cut off every service of *state*."""
    services = [name for name in state.world.names if name]
    return [
        said
        for name in services
        for said in (
            Said(COMMANDER, Approve(_OFF, name)),
            Said("security_analyst", Mitigate(_OFF, name)),
        )
    ]


def _forgiven(state: State, other: State) -> State:
    """Return *state* with no more blunders than *other*, so that they differ by harm alone."""
    cells = list(state.cells)
    for place in (BLIND, IDLE, REDUNDANT, REFUSED_MOVES):
        cells[place] = other.cells[place]
    return replace(state, cells=tuple(cells))


def _probe(trial: Trial) -> Iterator[Finding]:
    gains = list[float]()
    for tape in tapes(trial):
        idle = spoken(tape.states[0], _without_orders(tape))
        off = _off(idle)
        waited = spoken(idle, [Said(it.role, Wait()) for it in off])
        gains.append(worth(trial, _forgiven(spoken(idle, off), waited)) - worth(trial, waited))
    what = "what switching everything off earns over waiting"
    yield at_most(what, of(gains), 0.0, len(gains), "blunders left aside")


THREAT = Threat(
    name="c13_switching_off",
    summary="A service that is off has no errors and holds no intruder.",
    answer="Users who are turned away are lost, and what they lose is priced without an end.",
    games=("logsentinel",),
    exploits=(Exploit("isolate_all"),),
    probe=_probe,
    prices=True,
)
