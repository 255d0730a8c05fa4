"""Call everything middling."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, at_most, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_cheats import below_oracle
from watchfloor.audit.warroom_ends import about_nothing, facts, papers, with_papers
from watchfloor.audit.warroom_tapes import tapes, told
from watchfloor.evaluation.intervals import mean, of
from watchfloor.logsentinel.room import SEVERITIES

_SHARE = 2 / 3
"""What of the credit for severity may be left to who always says the same."""


def _probe(trial: Trial) -> Iterator[Finding]:
    draw, breaches = trial.draws("middling").stream(), list[str]()
    shares: dict[int, list[float]] = {level: [] for level in SEVERITIES}
    played = list(tapes(trial))
    for tape in played:
        laid, last = papers(tape.last), tape.last
        right = facts(with_papers(last, laid))["severity"]
        for level, found in shares.items():
            same = with_papers(last, [it._replace(severity=level) for it in laid])
            found.append(facts(same)["severity"] / max(1, right))
        nothing = [about_nothing(last, draw)._replace(severity=it.severity) for it in laid]
        if facts(with_papers(last, nothing))["severity"]:
            breaches.append(told(tape, len(tape.said), "a level is paid without its incident"))
    best = max(shares, key=lambda level: mean(shares[level]))
    what = "what is left of severity with one level for all"
    yield at_most(what, of(shares[best]), _SHARE, len(played), f"level {best}")
    yield never("levels paid for what is about nothing", breaches, len(played))
    yield from below_oracle(trial, "cheat_constant_severity")


THREAT = Threat(
    name="c09_the_middle_severity",
    summary="In the middle no level is far off, so that calling it that is safe.",
    answer="One level off is a quarter right, and only for what was proved.",
    games=("logsentinel",),
    exploits=(Exploit("severity_hedge"), Exploit("ranked_hedge")),
    probe=_probe,
)
