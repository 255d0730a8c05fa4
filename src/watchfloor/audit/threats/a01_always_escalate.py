"""Hand everything on, or give any other one answer to everything."""

from collections.abc import Iterator

from watchfloor.audit import triage_references as references
from watchfloor.audit.comparison import beside
from watchfloor.audit.finding import Finding, at_most
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.triage_openings import honest, opened, openings, worth
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import Interval, mean
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.opensoc.stage import Stage
from watchfloor.opensoc.stages import STAGES

_NOTHING = 0.001
"""Of what an honest answer earns; the prices are whole millionths, so they do not meet zero."""
_SHARES = (30, 40, 50, 60, 70, 80, 90)
"""Of a hundred, how many are not to be dismissed; where fewer are, dismissing all is right."""


def _at_the_mix(trial: Trial, stage: Stage) -> Finding:
    """Return what the best single answer comes to, exactly, at the mix of *stage*."""
    earned, full = dict.fromkeys(ANSWERS, 0.0), 0.0
    for truth in ANSWERS:
        case = opened(trial.draws("a01", truth), stage, wish=Wish(truth))
        share = (100 - stage.prevalence if truth == "dismiss" else stage.prevalence / 4) / 100
        full += share * honest(trial, case)
        for answer in ANSWERS:
            earned[answer] += share * worth(trial, case, SubmitTriage(answer))
    best = max(ANSWERS, key=lambda answer: earned[answer])
    found, what = earned[best], f"the best single answer, over nothing, on {stage.name}"
    return at_most(what, Interval(found, found, found), _NOTHING * full, len(ANSWERS), best)


def _probe(trial: Trial) -> Iterator[Finding]:
    for stage in STAGES.values():
        yield _at_the_mix(trial, stage)
    for share in _SHARES:
        found = list(openings(trial, f"share {share}", wish=Wish(prevalence=share)))
        constant = {
            answer: tuple([worth(trial, it, SubmitTriage(answer)) for it in found])
            for answer in ANSWERS
        }
        best = max(ANSWERS, key=lambda answer: mean(constant[answer]))  # used at once
        what = f"the best single answer on {share} in 100 that call for one"
        near = references.beside(trial, found, share)
        yield beside(what, constant[best], near, best)


THREAT = Threat(
    name="a01_always_escalate",
    summary="One answer to everything is right often enough to be worth it.",
    answer="Every answer costs where it is wrong, and no share of the malicious makes one pay.",
    games=("opensoc",),
    exploits=(
        Exploit("always_block"),
        Exploit("always_dismiss"),
        Exploit("always_escalate"),
        Exploit("always_monitor"),
        Exploit("always_quarantine"),
    ),
    probe=_probe,
    prices=True,
)
