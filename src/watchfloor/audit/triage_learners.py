"""What learns an answer from clues: three that need nothing, and others from the extra `audit`."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from math import exp, log
from typing import Any, NamedTuple, TypeAlias
from warnings import catch_warnings, simplefilter

from watchfloor.audit.extra import loaded
from watchfloor.audit.triage_clues import Clues
from watchfloor.opensoc.runbook import ANSWERS, Answer

Belief: TypeAlias = Mapping[Answer, float]
"""How likely each answer is to be right."""

STRENGTHS = (1e-5, 1e-4, 1e-3)
"""How strongly a linear learner is held back."""
FEW = 10
"""The clues of whoever goes by few."""
SELDOM = 100
"""Of so many incidents one has to have a clue, for learners to whom every clue takes room."""
RARE = 3
"""A clue of fewer incidents is no clue."""


class Lesson(NamedTuple):
    """What is learned from, and what is asked about afterwards."""

    shown: Sequence[Clues]
    answers: Sequence[Answer]
    asked: Sequence[Clues]


Learner: TypeAlias = Callable[[Lesson], list[Belief]]


def table(lesson: Lesson) -> list[Belief]:
    """Return how often each answer was right where all clues were the same."""
    seen: defaultdict[tuple[str, ...], Counter[Answer]] = defaultdict(Counter)
    for clues, answer in zip(lesson.shown, lesson.answers, strict=True):
        seen[*sorted(clues)][answer] += 1
    every = Counter(lesson.answers)
    prior: Belief = {answer: every[answer] / len(lesson.answers) for answer in ANSWERS}
    return [_shrunk(seen[*sorted(clues)], prior) for clues in lesson.asked]


def _shrunk(found: Counter[Answer], prior: Belief) -> Belief:
    total = found.total() + RARE
    return {answer: (found[answer] + RARE * prior[answer]) / total for answer in ANSWERS}


def naive_bayes(lesson: Lesson) -> list[Belief]:
    """Return what the clues say, each as if there were no other."""
    return _heard(lesson, _seen(lesson))


def few_clues(lesson: Lesson) -> list[Belief]:
    """Return what the few clues say that tell most, each as if there were no other."""
    seen, every = _seen(lesson), Counter(lesson.answers)
    order = sorted(seen, key=lambda clue: (_information(seen[clue], every), clue), reverse=True)
    return _heard(lesson, {clue: seen[clue] for clue in order[:FEW]})


def _seen(lesson: Lesson) -> dict[str, Counter[Answer]]:
    """Return how often each clue that is not rare went with each answer."""
    seen: defaultdict[str, Counter[Answer]] = defaultdict(Counter)
    for clues, answer in zip(lesson.shown, lesson.answers, strict=True):
        for clue in _graded(clues):
            seen[clue][answer] += 1
    return {clue: found for clue, found in seen.items() if found.total() >= RARE}


def _information(found: Counter[Answer], every: Counter[Answer]) -> float:
    """Return how much a clue that went with *found* tells apart *every* answer."""
    share = found.total() / every.total()
    told = 0.0
    for answer, count in every.items():
        for both, part in ((found[answer], share), (count - found[answer], 1 - share)):
            if both and part:
                told += both * log(both / (count * part))
    return told


def _heard(lesson: Lesson, seen: Mapping[str, Counter[Answer]]) -> list[Belief]:
    every = Counter(lesson.answers)
    says: dict[str, Belief] = {
        clue: {answer: log((found[answer] + 1) / (every[answer] + 2)) for answer in ANSWERS}
        for clue, found in seen.items()
    }
    prior: Belief = {answer: log((every[answer] + 1) / len(lesson.answers)) for answer in ANSWERS}
    asked = ([says[clue] for clue in _graded(clues) if clue in says] for clues in lesson.asked)
    return [_summed(prior, heard) for heard in asked]


def _graded(clues: Clues) -> list[str]:
    """Return a word for each of *clues* that says how large it is, to the next power of two."""
    return [f"{clue} {round(4 * value).bit_length()}" for clue, value in clues.items()]


def _summed(prior: Belief, says: Sequence[Belief]) -> Belief:
    logs: dict[Answer, float] = {
        answer: prior[answer] + sum(one[answer] for one in says) for answer in ANSWERS
    }
    most = max(logs.values())
    odds: dict[Answer, float] = {answer: exp(found - most) for answer, found in logs.items()}
    total = sum(odds.values())
    return {answer: found / total for answer, found in odds.items()}


def _common(shown: Sequence[Clues]) -> list[Clues]:
    """Return *shown* without the clues that few incidents have, for whom every clue takes room."""
    found = Counter(clue for clues in shown for clue in clues)
    known = {clue for clue, count in found.items() if count * SELDOM >= len(shown)}
    return [{clue: clues[clue] for clue in clues if clue in known} for clues in shown]


def _narrow(features: Any) -> Any:  # noqa: ANN401  # no types
    """Return *features* with places as narrow as every learner reads them, where they have any."""
    if hasattr(features, "indptr"):
        features.indices = features.indices.astype("int32")
        features.indptr = features.indptr.astype("int32")
    return features


def _fitted(model: Any, lesson: Lesson, *, is_dense: bool) -> list[Belief]:  # noqa: ANN401  # no types
    vectors = loaded("sklearn.feature_extraction").DictVectorizer(sparse=not is_dense)
    shown = _common(lesson.shown) if is_dense else lesson.shown
    features = _narrow(vectors.fit_transform(shown))
    with catch_warnings():
        # Of several learners the best counts, whether it has come to rest or not.
        simplefilter("ignore", loaded("sklearn.exceptions").ConvergenceWarning)
        model.fit(features, lesson.answers)
    told = model.predict_proba(_narrow(vectors.transform(lesson.asked))).tolist()
    return [dict(zip(model.classes_.tolist(), row, strict=True)) for row in told]


def _linear(strength: float) -> Learner:
    def learn(lesson: Lesson) -> list[Belief]:
        linear = loaded("sklearn.linear_model")
        model = linear.SGDClassifier(loss="log_loss", alpha=strength, max_iter=30, random_state=0)
        return _fitted(model, lesson, is_dense=False)

    return learn


def boosted(lesson: Lesson) -> list[Belief]:
    """Return what many small trees say."""
    trees = loaded("sklearn.ensemble")
    model = trees.HistGradientBoostingClassifier(max_iter=40, learning_rate=0.05, random_state=0)
    return _fitted(model, lesson, is_dense=True)


def stump(lesson: Lesson) -> list[Belief]:
    """Return what one question about one clue says."""
    tree = loaded("sklearn.tree")
    model = tree.DecisionTreeClassifier(max_depth=1, random_state=0)
    return _fitted(model, lesson, is_dense=True)


LINEAR: dict[str, Learner] = {f"linear {strength:g}": _linear(strength) for strength in STRENGTHS}
BAYES: dict[str, Learner] = {"naive Bayes": naive_bayes, "few clues": few_clues}
PLAIN: dict[str, Learner] = {"table": table, **BAYES}
