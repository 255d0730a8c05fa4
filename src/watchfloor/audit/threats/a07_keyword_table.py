"""Answer by the words and the types of events in the log."""

from collections.abc import Iterator
from itertools import product

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

_AT_MOST = 0.6
_STRONG = {"stump": learners.stump, "boosted trees": learners.boosted, **learners.LINEAR}
_TYPES = Shortcut("the types of events", clues.types, learners.BAYES, _STRONG)
_SIGNS = Shortcut(
    "rules, kinds of work and standings, joined to nothing", clues.signs, learners.BAYES, _STRONG
)
_WORDS = Shortcut("the words of all that is shown", clues.words, learners.BAYES, learners.LINEAR)
_LOG = Shortcut("the words of the log", clues.log_words, learners.BAYES, learners.LINEAR)
_RECORDS = Shortcut("the words of the records", clues.record_words, learners.BAYES, learners.LINEAR)


def _probe(trial: Trial) -> Iterator[Finding]:
    # Words take much room, so each kind of them is learned by itself.
    parts: list[tuple[Shortcut, ...]] = [(_TYPES, _SIGNS), (_WORDS,)]
    parts += [(_LOG,), (_RECORDS,)] if shortcuts.is_thorough(trial) else []
    for stage, part in product(shortcuts.stages(trial), parts):
        for found in shortcuts.learned(trial, stage, *part):
            yield shortcuts.share_right(found, _AT_MOST)
            yield shortcuts.earned(trial, found)
    yield from shortcuts.weaker(trial, _TYPES)


THREAT = Threat(
    name="a07_keyword_table",
    summary="Some word or type of event stands in what is bad, and in nothing else.",
    answer="Each suspicious line has a ticket that covers it or nearly does, whatever the answer.",
    games=("opensoc",),
    exploits=(Exploit("keyword"),),
    probe=_probe,
    prices=True,
)
