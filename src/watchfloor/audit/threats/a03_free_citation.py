"""Cite what decides, and answer anything."""

from collections.abc import Iterator
from itertools import product

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.triage_openings import openings, worth
from watchfloor.audit.trial import Trial
from watchfloor.opensoc.actions import MOST_CITED, SubmitTriage


def _probe(trial: Trial) -> Iterator[Finding]:
    tried, breaches = 0, list[str]()
    for opening in openings(trial, "a03"):
        truth = opening.truth
        for answer, cited in product(opening.wrong, (opening.proof, truth.holds[:MOST_CITED])):
            bare = worth(trial, opening, SubmitTriage(answer))
            gained = worth(trial, opening, SubmitTriage(answer, cited)) - bare
            tried += 1
            if gained > 0:
                breaches.append(f"{answer} for {truth.answer} earns {gained:+g} by its citation")
    yield never("a wrong answer that its citation is paid for", breaches, tried)


THREAT = Threat(
    name="a03_free_citation",
    summary="A citation is paid for whatever the answer is that it stands beside.",
    answer="A citation is worth nothing unless the answer that it supports is right.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
