"""Answer by how long the log and the records are."""

from collections.abc import Iterator, Sequence
from math import sqrt

from watchfloor.audit import (
    triage_clues as clues,
)
from watchfloor.audit import (
    triage_learners as learners,
)
from watchfloor.audit import (
    triage_shortcuts as shortcuts,
)
from watchfloor.audit.finding import Finding, near
from watchfloor.audit.threat import Threat
from watchfloor.audit.triage_shortcuts import Learned, Shortcut
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import Interval
from watchfloor.world.rules import RULES

_FAIR, _OFF = 0.5, 0.05
_SPREAD = 0.6
"""What the deviation of an area is at most, times the root of how many it was measured on."""
_COUNTS = Shortcut("counts", clues.counts, learners.BAYES, {"boosted trees": learners.boosted})


def _area(scores: Sequence[float], is_bad: Sequence[bool]) -> float:
    """Return how often *scores* puts a bad one over a harmless one, ties counting half."""
    bad = [score for score, it in zip(scores, is_bad, strict=True) if it]
    good = [score for score, it in zip(scores, is_bad, strict=True) if not it]
    won = sum((one > other) + (one == other) / 2 for one in bad for other in good)
    return won / max(len(bad) * len(good), 1)


def _within(found: Learned, scores: Sequence[float]) -> Interval:
    """Return the mean area of *scores* over alerts of one grade."""
    grades = [RULES[it.case.alert].grade for it in found.asked]
    total, count = 0.0, 0
    for grade in dict.fromkeys(grades):
        those = [place for place, one in enumerate(grades) if one == grade]
        is_bad = [found.asked[place].truth.answer != "dismiss" for place in those]
        if 0 < sum(is_bad) < len(those):
            total += _area([scores[place] for place in those], is_bad) * len(those)
            count += len(those)
    mean, off = total / count, 1.96 * _SPREAD / sqrt(count)
    return Interval(mean, mean - off, mean + off)


def _probe(trial: Trial) -> Iterator[Finding]:
    for stage in shortcuts.stages(trial):
        (found,) = shortcuts.learned(trial, stage, _COUNTS)
        tried = len(found.asked)
        for name in clues.counts(found.asked[0]):
            area = _within(found, [clues.counts(it)[name] for it in found.asked])
            what = f"harmless told apart within a grade by the {name}, area, on {stage}"
            yield near(what, area, (_FAIR, _OFF), tried, "")
        for name, beliefs in found.beliefs.items():
            area = _within(found, [-belief.get("dismiss", 0.0) for belief in beliefs])
            what = f"harmless told apart within a grade by all counts, {name}, area, on {stage}"
            yield near(what, area, (_FAIR, _OFF), tried, "")
        yield shortcuts.earned(trial, found)
    yield from shortcuts.weaker(trial, _COUNTS)


THREAT = Threat(
    name="a08_length",
    summary="More lines or more records mean a worse answer.",
    answer="How long a log is, and what else is in the records, is drawn before the answer.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
