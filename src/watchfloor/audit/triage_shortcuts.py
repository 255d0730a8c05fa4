"""What a learner finds out about the answer without reading, and what that earns."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from watchfloor.audit import triage_references as references
from watchfloor.audit.comparison import beside
from watchfloor.audit.extra import HOW, loaded
from watchfloor.audit.finding import Finding, at_most, left_out
from watchfloor.audit.triage_clues import Clues, Look
from watchfloor.audit.triage_learners import Belief, Learner, Lesson
from watchfloor.audit.triage_openings import Opening, opened, worth
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import mean, of
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.runbook import ANSWERS, Answer
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import Mode
from watchfloor.seeds import Seed

ASKED, LEAST_ASKED = 4, 1_000
"""For so many incidents that a learner is shown it is asked about one more, and the least."""
MOST_KEPT = 5_000
"""Incidents of a stage that are kept for the next probe; more are grown again."""
MOST_PAID = 2_000
"""Of those asked about, so many are priced."""
PROBED = ("stage2_multi", "stage3_mixed", "stage4_adversarial")
"""The stages with look-alikes; on the first a headline says something, as it ought to."""

Prices: TypeAlias = Mapping[Answer, Mapping[Answer, float]]


Beside: TypeAlias = Callable[..., dict[str, tuple[float, ...]]]
"""What others are paid for the same incidents."""


class Shortcut(NamedTuple):
    """A way to learn the answer from something that is not to tell it."""

    name: str
    look: Look
    plain: Mapping[str, Learner]
    strong: Mapping[str, Learner] = {}
    """Learners from the extra `audit`."""
    mode: Mode = "defender_only"
    beside: Beside = references.beside


class Learned(NamedTuple):
    """What the learners of a shortcut believe of the incidents they are asked about."""

    shortcut: Shortcut
    stage: str
    asked: Sequence[Opening]
    beliefs: Mapping[str, Sequence[Belief]]

    def hits(self, learner: str) -> list[bool]:
        """Return where *learner* comes to the right answer."""
        return [
            max(ANSWERS, key=lambda answer: belief.get(answer, 0.0)) == it.truth.answer  # at once
            for it, belief in zip(self.asked, self.beliefs[learner], strict=True)
        ]

    def best(self) -> tuple[str, list[bool]]:
        """Return the learner that is right most often, and where it is."""
        found = {name: self.hits(name) for name in self.beliefs}
        name = max(found, key=lambda name: sum(found[name]))
        return name, found[name]


def stages(trial: Trial) -> tuple[str, ...]:
    """Return the stages that are probed: one at a low effort, which finds what all have."""
    return PROBED if is_thorough(trial) else PROBED[1:2]


def is_thorough(trial: Trial) -> bool:
    """Return whether there is time for every stage and for learners that take long."""
    return trial.effort.grown > MOST_KEPT


def learned(trial: Trial, stage: str, *wanted: Shortcut) -> list[Learned]:
    """Return what the learners of each of *wanted*, in one mode, make of incidents of *stage*."""
    clues: list[list[Clues]] = [[] for _ in wanted]
    answers, asked = list[Answer](), list[Opening]()
    for place, it in enumerate(_incidents(trial, stage, wanted[0].mode)):
        for shortcut, seen in zip(wanted, clues, strict=True):
            seen.append(shortcut.look(it))
        answers.append(it.truth.answer)
        if place >= trial.effort.grown:
            asked.append(it)
    count = trial.effort.grown
    return [
        _taught(trial, shortcut, stage, Lesson(seen[:count], answers[:count], seen[count:]), asked)
        for shortcut, seen in zip(wanted, clues, strict=True)
    ]


def _taught(
    trial: Trial, shortcut: Shortcut, stage: str, lesson: Lesson, asked: Sequence[Opening]
) -> Learned:
    is_able = is_thorough(trial) and loaded("sklearn")
    able = {**shortcut.plain, **(shortcut.strong if is_able else {})}
    beliefs = {name: learn(lesson) for name, learn in able.items()}
    return Learned(shortcut, stage, asked, beliefs)


def _incidents(trial: Trial, stage: str, mode: Mode) -> Iterator[Opening] | Sequence[Opening]:
    asked = max(LEAST_ASKED, trial.effort.grown // ASKED)
    count, seed = trial.effort.grown + asked, trial.draws("shortcuts", stage)
    return (_kept if count <= MOST_KEPT else _grown)(seed, stage, mode, count)


@lru_cache(maxsize=len(STAGES))
def _kept(seed: Seed, stage: str, mode: Mode, count: int) -> tuple[Opening, ...]:
    return tuple(_grown(seed, stage, mode, count))


def _grown(seed: Seed, stage: str, mode: Mode, count: int) -> Iterator[Opening]:
    return (opened(seed.child(number), STAGES[stage], mode) for number in range(count))


def over_majority(found: Learned, most: float) -> Finding:
    """Return how much oftener the best learner is right than whoever gives the commonest answer."""
    name, hits = found.best()
    common = Counter(it.truth.answer for it in found.asked).most_common(1)[0][0]
    gaps = [
        float(hit) - (it.truth.answer == common) for hit, it in zip(hits, found.asked, strict=True)
    ]
    what = f"right by {found.shortcut.name}, over the commonest answer, on {found.stage}"
    return at_most(what, of(gaps), most, len(gaps), _told(name, hits))


def share_right(found: Learned, most: float) -> Finding:
    """Return how often the best learner is right, which is *most* of the time at most."""
    name, hits = found.best()
    what = f"right by {found.shortcut.name} on {found.stage}"
    return at_most(what, of([float(hit) for hit in hits]), most, len(hits), name)


def below_heuristic(found: Learned, least: float) -> Finding:
    """Return how much oftener the best learner is right than the heuristic, less than *least*."""
    name, hits = found.best()
    read = [references.reads(it).action == it.truth.answer for it in found.asked]
    gaps = [float(hit) - one for hit, one in zip(hits, read, strict=True)]
    what = f"right by {found.shortcut.name}, over the heuristic, on {found.stage}"
    return at_most(what, of(gaps), -least, len(gaps), _told(name, hits))


def _told(name: str, hits: Sequence[bool]) -> str:
    return f"{name}, {sum(hits) / len(hits):.3f} right"


def earned(trial: Trial, found: Learned) -> Finding:
    """Return what the best learner earns, where it answers for the best by what it believes."""
    asked = list(found.asked[: min(MOST_PAID, 2 * trial.effort.cases)])
    prices = priced(trial)
    paid = {
        name: tuple(
            [
                prices[it.truth.answer][_wanted(one, prices)]
                for it, one in zip(asked, them, strict=False)
            ]
        )
        for name, them in found.beliefs.items()
    }
    best = max(paid, key=lambda name: mean(paid[name]))
    what = f"answering by {found.shortcut.name} on {found.stage}"
    near = found.shortcut.beside(trial, asked, "shortcuts", found.stage)
    return beside(what, paid[best], near, best)


def _wanted(belief: Belief, prices: Prices) -> Answer:
    """Return the answer that is worth most, by what is believed of the truth."""
    total = sum(belief.values())

    def expected(answer: Answer) -> float:
        return sum(chance / total * prices[truth][answer] for truth, chance in belief.items())

    return max(ANSWERS, key=expected)


def priced(trial: Trial) -> Prices:
    """Return what each answer is paid for each truth, with nothing cited."""
    found: dict[Answer, dict[Answer, float]] = {}
    for truth in ANSWERS:
        case = opened(trial.draws("priced", truth), STAGES["stage1_basic"], wish=Wish(truth))
        found[truth] = {answer: worth(trial, case, SubmitTriage(answer)) for answer in ANSWERS}
    return found


def weaker(trial: Trial, shortcut: Shortcut) -> Iterator[Finding]:
    """Return that the strong learners of *shortcut* were not at work, if they were not."""
    if is_thorough(trial) and not loaded("sklearn"):
        yield left_out(f"strong learners of {shortcut.name}", HOW)
