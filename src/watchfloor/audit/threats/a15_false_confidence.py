"""State another confidence than one has."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, at_most, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.triage_openings import Opening, honest, openings, worth
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import Interval
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.runbook import Answer

_STEPS = 50
_NOTHING = 0.0001
"""What is gained by a step of the grid, as a share of what an honest answer earns."""


def _curve(trial: Trial, it: Opening, answer: Answer) -> list[float]:
    """Return what *answer* to *it* is paid at each stated confidence from 0 to 1."""
    stated = [step / _STEPS for step in range(_STEPS + 1)]
    return [worth(trial, it, SubmitTriage(answer, confidence=one)) for one in stated]


def _gains(right: list[float], wrong: list[float]) -> list[float]:
    """Return, for each true chance of being right, what the best other statement adds."""
    found = list[float]()
    for step in range(_STEPS + 1):
        chance = step / _STEPS
        expected = [chance * a + (1 - chance) * b for a, b in zip(right, wrong, strict=True)]
        found.append(max(expected) - expected[step])
    return found


def _probe(trial: Trial) -> Iterator[Finding]:
    most, cases, full, breaches, tried = 0.0, 0, 0.0, list[str](), 0
    for it in openings(trial, "a15", share=25):
        right = _curve(trial, it, it.truth.answer)
        full, cases = max(full, honest(trial, it)), cases + 1
        for answer in it.wrong:
            wrong = _curve(trial, it, answer)
            most = max(most, *_gains(right, wrong))
            tried += 1
            if max(wrong) > min(right):
                breaches.append(f"{answer} for {it.truth.answer} is paid more than being right")
    what = "what stating another confidence than one has adds"
    yield at_most(what, Interval(most, most, most), _NOTHING * full, cases * (_STEPS + 1))
    yield never("a wrong answer paid more for its doubt than the right one", breaches, tried)


THREAT = Threat(
    name="a15_false_confidence",
    summary="A stated confidence of a half, or of nothing and all, is safer than the true one.",
    answer="Confidence is scored by its squared miss, which is least for the true one.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
