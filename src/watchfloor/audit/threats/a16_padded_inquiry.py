"""Look everything up, to be paid for what is found."""

from collections.abc import Iterator

from watchfloor.audit import triage_asking as asking
from watchfloor.audit.finding import Finding, at_most, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.triage_openings import Opening, after, honest, openings, paid
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import of
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.runbook import ANSWERS

_COSTS = 0.05
"""What all the time for look-ups is to cost, as a share of what an honest answer earns."""


def _spent(trial: Trial, it: Opening) -> Iterator[tuple[float, float]]:
    """Return what each answer earns at once, and the most that it earns after look-ups."""
    states = list(asking.exhausted(it))
    for answer in ANSWERS:
        bare = SubmitTriage(answer)
        at_once = paid(trial, after(it.state, bare))
        yield at_once, max(paid(trial, after(state, bare)) for state in states)


def _probe(trial: Trial) -> Iterator[Finding]:
    tried, full, breaches, gaps = 0, 0.0, list[str](), list[float]()
    for it in openings(trial, "a16", "casework", share=8):
        for at_once, later in _spent(trial, it):
            tried += 1
            if later > at_once:
                breaches.append(f"{later - at_once:+g} for the same answer")
        full = max(full, honest(trial, it))
        last = list(asking.exhausted(it))[-1]
        right = SubmitTriage(it.truth.answer)
        gaps.append(paid(trial, after(last, right)) - paid(trial, after(it.state, right)))
    yield never("an answer that look-ups are paid for", breaches, tried)
    what = "what looking everything up adds to the right answer"
    yield at_most(what, of(gaps), -_COSTS * full, len(gaps))


THREAT = Threat(
    name="a16_padded_inquiry",
    summary="Each fact that is looked up is paid for, needed or not.",
    answer="Look-ups take minutes, which cost, and what they bring earns nothing by itself.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
