"""Never report, and go on being paid."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, at_most
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_cheats import below_oracle
from watchfloor.audit.warroom_earning import worth
from watchfloor.audit.warroom_tapes import Said, spoken, tapes
from watchfloor.evaluation.intervals import of
from watchfloor.logsentinel.actions import Report, Wait
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.room import WAITS

_COST = 0.3
"""What it is to cost at the least that there is no report, beside the price of that alone."""
_LONG = 100


def _probe(trial: Trial) -> Iterator[Finding]:
    gains = list[float]()
    for tape in tapes(trial):
        said = [it for it in tape.said if not isinstance(it.move, Report)]
        silent = spoken(tape.states[0], [*said, *[Said(COMMANDER, Wait(max(WAITS)))] * _LONG])
        gains.append(worth(trial, silent) - worth(trial, tape.last))
    yield at_most("the same work without a report", of(gains), -_COST, len(gains))
    yield from below_oracle(trial, "cheat_no_report")


THREAT = Threat(
    name="c17_never_reporting",
    summary="Whoever never reports is never judged, and is paid on the way.",
    answer="What is not reported is not detected, no report costs, and nothing is paid on the way.",
    games=("logsentinel",),
    exploits=(Exploit("never_report"), Exploit("stall"), Exploit("sleep")),
    probe=_probe,
    prices=True,
)
