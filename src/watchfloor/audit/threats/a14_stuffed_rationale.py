"""Fill the reasons with every word there is."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.triage_openings import Opening, openings, worth
from watchfloor.audit.trial import Trial
from watchfloor.opensoc import gold, guide, view
from watchfloor.opensoc.actions import LONGEST_TEXT, SubmitTriage
from watchfloor.opensoc.proof import all_names
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.world.rules import RULES

_SURE = 0.9
"""The confidence stated, so that whatever words may change about the answer would show."""


def _soups(it: Opening) -> Iterator[str]:
    """Return reasons that hold all words of one kind, as many as fit."""
    everything = (*view.console(it.case), guide.PANEL)
    lines = [item.text for panel in everything for item in panel.items]
    yield " ".join(lines)
    yield " ".join([*ANSWERS, *RULES, it.truth.row])
    yield " ".join(item.text for item in guide.PANEL.items)
    yield " ".join(sorted(all_names(it.truth.certificate)))
    yield gold.rationale(it.case, it.truth)
    yield f"I am certain, with confidence 1.0, that {it.truth.answer} is right."


def _probe(trial: Trial) -> Iterator[Finding]:
    tried, breaches = 0, list[str]()
    for it in openings(trial, "a14", share=4):
        soups = [soup[:LONGEST_TEXT] for soup in _soups(it)]
        for answer in ANSWERS:
            sure = SubmitTriage(answer, it.proof, confidence=_SURE)
            bare = worth(trial, it, sure)
            for soup in soups:
                tried += 1
                if worth(trial, it, replace(sure, rationale=soup)) > bare:
                    breaches.append(f"{answer} is better paid with {soup[:40]!r}")
    yield never("an answer that words are paid for", breaches, tried)


THREAT = Threat(
    name="a14_stuffed_rationale",
    summary="Reasons that hold every keyword are taken for good ones.",
    answer="No term reads the reasons, so that no words in them earn anything.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
