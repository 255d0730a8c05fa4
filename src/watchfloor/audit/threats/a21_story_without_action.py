"""Tell the whole story with its proof, and do nothing."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, at_most
from watchfloor.audit.threat import Threat
from watchfloor.audit.triage_openings import Opening, openings, worth
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import of
from watchfloor.opensoc import gold
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.runbook import ANSWERS, Answer

_IDLE: tuple[Answer, ...] = ("dismiss", "monitor")


def _told(it: Opening, answer: Answer) -> SubmitTriage:
    """Return *answer* with the proof, the reasons and no confidence of the right one."""
    return SubmitTriage(answer, it.proof, gold.rationale(it.case, it.truth), confidence=0.0)


def _probe(trial: Trial) -> Iterator[Finding]:
    found = list(openings(trial, "a21"))
    for truth in ANSWERS:
        those = [it for it in found if it.truth.answer == truth and truth not in _IDLE]
        for answer in _IDLE if those else ():
            told = of([worth(trial, it, _told(it, answer)) for it in those])
            what = f"the story of it with {answer} on {truth}"
            yield at_most(what, told, 0.0, len(those))


THREAT = Threat(
    name="a21_story_without_action",
    summary="A perfect story earns most of what there is, with nothing done about it.",
    answer="What was done is priced: proof and doubt can't make up for an intruder who stays.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
