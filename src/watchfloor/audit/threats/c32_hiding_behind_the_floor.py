"""Do as much harm as one likes once the reward cannot get any lower."""

from collections.abc import Callable, Iterator, Mapping

from msgspec.structs import replace

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_earning import worth
from watchfloor.audit.warroom_ends import facts
from watchfloor.audit.warroom_tapes import tapes, told
from watchfloor.logsentinel.actions import Claim, Report
from watchfloor.logsentinel.cells import BLIND, DUPLICATE, IDLE, LOSS, REFUSED_MOVES
from watchfloor.logsentinel.fixed_point import BITS
from watchfloor.logsentinel.state import State

_STEPS = (1, 2, 5, 10, 30, 60)
_MINUTES = 50
"""User minutes that are lost at a time, beyond those that nobody would have spared."""


def _with_cell(place: int) -> Callable[[State, int], State]:
    def more(state: State, count: int) -> State:
        cells = list(state.cells)
        cells[place] += count
        return replace(state, cells=tuple(cells))

    return more


def _with_harm(state: State, count: int) -> State:
    found, cells = facts(state), list(state.cells)
    spared = found["user_minutes_untouched"] - found["user_minutes_lost"]
    cells[LOSS] += max(0, spared) + _MINUTES * count << BITS
    return replace(state, cells=tuple(cells))


def _with_claims(state: State, count: int) -> State:
    claims = state.report.claims if state.report else ()
    false = tuple(Claim("timeline", "p-1", str(9000 + it)) for it in range(count))
    return replace(state, report=Report((*claims, *false)))


_BLUNDERS: Mapping[str, Callable[[State, int], State]] = {
    "duplicates": _with_cell(DUPLICATE),
    "blind mitigations": _with_cell(BLIND),
    "idle moves": _with_cell(IDLE),
    "refused moves": _with_cell(REFUSED_MOVES),
    "malformed replies": lambda state, count: replace(
        state, malformed=(*state.malformed, *("app_sre",) * count)
    ),
    "false claims": _with_claims,
    "harm to users": _with_harm,
}


def _probe(trial: Trial) -> Iterator[Finding]:
    for what, more in _BLUNDERS.items():
        breaches, tried = list[str](), 0
        for policy in ("oracle", "mitigate_all"):
            for tape in tapes(trial, policy):
                worths = [worth(trial, more(tape.last, count)) for count in _STEPS]
                tried += len(worths) - 1
                breaches += [
                    told(tape, len(tape.said), f"{count} are as dear as fewer")
                    for count, one, other in zip(_STEPS[1:], worths, worths[1:], strict=False)
                    if other >= one
                ]
        yield never(f"further {what} that cost nothing", breaches, tried)


THREAT = Threat(
    name="c32_hiding_behind_the_floor",
    summary="Once a penalty has reached its end, more of the same is free.",
    answer="Every blunder has its price by the piece, and worth has no lower end.",
    games=("logsentinel",),
    exploits=(Exploit("mitigate_all"), Exploit("isolate_all")),
    probe=_probe,
    prices=True,
)
