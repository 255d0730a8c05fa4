"""Answer by the headline of the alert."""

from collections.abc import Iterator

from watchfloor.audit import (
    triage_clues as clues,
)
from watchfloor.audit import (
    triage_learners as learners,
)
from watchfloor.audit import (
    triage_shortcuts as shortcuts,
)
from watchfloor.audit.finding import Finding
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.triage_shortcuts import Shortcut
from watchfloor.audit.trial import Trial
from watchfloor.opensoc.stages import STAGES

_NEAR_MAJORITY = 0.02
_RULE = Shortcut("the rule of the alert", clues.rule, learners.PLAIN)
_HEADER = Shortcut("the headline", clues.header, learners.PLAIN, learners.LINEAR)


def _probe(trial: Trial) -> Iterator[Finding]:
    for stage in shortcuts.stages(trial):
        for found in shortcuts.learned(trial, stage, _RULE, _HEADER):
            yield shortcuts.over_majority(found, _NEAR_MAJORITY)
            yield shortcuts.earned(trial, found)
    plain = next(iter(STAGES))
    for found in shortcuts.learned(trial, plain, _HEADER):
        yield shortcuts.earned(trial, found)
    yield from shortcuts.weaker(trial, _HEADER)


THREAT = Threat(
    name="a06_header_reading",
    summary="Severity, category or the name of the rule give the answer away.",
    answer="What happens is drawn before the answer, which only the records know.",
    games=("opensoc",),
    exploits=(Exploit("header_only"),),
    probe=_probe,
    prices=True,
)
