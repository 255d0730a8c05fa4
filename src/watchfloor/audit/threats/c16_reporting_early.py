"""Report before it costs anything."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit.finding import Finding, at_most, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_cheats import CROWDED, below_oracle
from watchfloor.audit.warroom_earning import worth
from watchfloor.audit.warroom_ends import facts, papers, with_papers
from watchfloor.audit.warroom_tapes import PER_TAPE, tapes, told
from watchfloor.evaluation.intervals import of
from watchfloor.logsentinel.cells import IS_OVER
from watchfloor.logsentinel.state import State


def _ended(state: State) -> State:
    """Return *state* with everything reported that was proposed, and nothing after it."""
    cells = list(state.cells)
    cells[IS_OVER] = 1
    return with_papers(replace(state, cells=tuple(cells)), papers(state))


def _probe(trial: Trial) -> Iterator[Finding]:
    draw, breaches, gains, count = trial.draws("early").stream(), list[str](), list[float](), 0
    for tape in tapes(trial):
        count += 1
        at_once = facts(_ended(tape.states[0]))
        if at_once["user_minutes_lost"] != at_once["user_minutes_untouched"]:
            breaches.append(told(tape, 0, "what comes after the report is not priced"))
        whole = worth(trial, tape.last)
        early = [_ended(draw.pick(tape.states[:-1])) for _ in range(PER_TAPE)]
        gains.append(max(worth(trial, it) for it in early) - whole)
    yield never("reports at once after which nothing is lost any more", breaches, count)
    yield at_most("the best early report over the oracle", of(gains), 0.01, count)
    yield from below_oracle(trial, "cheat_first_only", CROWDED)


THREAT = Threat(
    name="c16_reporting_early",
    summary="After the report nothing counts any more, so an early one is cheap.",
    answer="What breaks out after the report is the team's, at its full price.",
    games=("logsentinel",),
    exploits=(
        Exploit("report_now"),
        Exploit("report_now", "parallel"),
        Exploit("first_alert"),
    ),
    probe=_probe,
    prices=True,
)
