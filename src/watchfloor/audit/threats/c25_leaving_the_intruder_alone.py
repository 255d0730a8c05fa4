"""Leave the intruder alone, since users notice the outage alone."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, at_most, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_cheats import CROWDED, below_oracle
from watchfloor.audit.warroom_earning import worth
from watchfloor.audit.warroom_ends import facts
from watchfloor.audit.warroom_neglect import neglected
from watchfloor.audit.warroom_tapes import tapes, told
from watchfloor.evaluation.intervals import of

_COST = 0.1


def _probe(trial: Trial) -> Iterator[Finding]:
    gains, bought, ends = list[float](), list[str](), 0
    for tape in tapes(trial, scenarios=CROWDED):
        whole = worth(trial, tape.last)
        left = neglected(tape, lambda kind: kind.family == "security")
        gains += [worth(trial, end) - whole for _, end in left]
    for policy in ("oracle", "heuristic", "cheat_no_treatment"):
        for tape in tapes(trial, policy):
            ends += 1
            found = facts(tape.last)
            if found["outcome"] > found["containment"]:
                bought.append(told(tape, len(tape.said), "restoration is paid without an end"))
    yield at_most("an intruder left alone", of(gains), -_COST, len(gains))
    yield never("outcomes that are better than what was contained", bought, ends)
    yield from below_oracle(trial, "cheat_no_treatment")


THREAT = Threat(
    name="c25_leaving_the_intruder_alone",
    summary="The outage pays more than the intruder, who may stay.",
    answer="Containment multiplies restoration, and what was not ended contains nothing.",
    games=("logsentinel",),
    exploits=(Exploit("outages_only"), Exploit("outages_only", "parallel")),
    probe=_probe,
    prices=True,
)
