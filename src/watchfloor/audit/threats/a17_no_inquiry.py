"""Answer from what the case is opened with, and look nothing up."""

from collections.abc import Iterator

from watchfloor.audit import (
    triage_clues as clues,
)
from watchfloor.audit import (
    triage_learners as learners,
)
from watchfloor.audit import (
    triage_references as references,
)
from watchfloor.audit import (
    triage_shortcuts as shortcuts,
)
from watchfloor.audit.finding import Finding
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.triage_shortcuts import Shortcut
from watchfloor.audit.trial import Trial

_BELOW_HEURISTIC = 0.05
_BOARD = Shortcut(
    "the board alone",
    clues.board,
    learners.BAYES,
    {"boosted trees": learners.boosted, **learners.LINEAR},
    "casework",
    references.beside_asking,
)


def _probe(trial: Trial) -> Iterator[Finding]:
    for stage in shortcuts.stages(trial):
        (found,) = shortcuts.learned(trial, stage, _BOARD)
        yield shortcuts.below_heuristic(found, _BELOW_HEURISTIC)
        yield shortcuts.earned(trial, found)
    yield from shortcuts.weaker(trial, _BOARD)


THREAT = Threat(
    name="a17_no_inquiry",
    summary="What is known before any look-up is enough to answer by.",
    answer="The answer is in records that only a look-up shows.",
    games=("opensoc",),
    exploits=(
        Exploit("header_only", "casework"),
        Exploit("keyword", "casework"),
        Exploit("last_line", "casework"),
        Exploit("always_monitor", "casework"),
    ),
    probe=_probe,
    prices=True,
)
