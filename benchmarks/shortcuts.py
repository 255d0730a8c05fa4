"""What a learner finds out about the answer without reading: a probe and a bar for each shortcut.

    python benchmarks/shortcuts.py [--quick] [--seed shortcuts]

Needs the extra `audit`. Of each stage with look-alikes 10,000 incidents are grown (2,000 with
`--quick`); the probes learn from the first seven tenths and are asked about the rest. The exit
status is 1 if a probe knows more than its bar allows.
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from math import sqrt
from typing import Any, NamedTuple
from warnings import simplefilter

from watchfloor.audit import triage_clues
from watchfloor.opensoc import analyst, either, view
from watchfloor.opensoc.generator import Grown, grow
from watchfloor.opensoc.proof import all_names
from watchfloor.opensoc.stages import STAGES
from watchfloor.seeds import Seed
from watchfloor.world.detection import signals
from watchfloor.world.rules import RULES
from watchfloor.world.timeline import DAY, HOUR

PROBED = ("stage2_multi", "stage3_mixed", "stage4_adversarial")
NEAR_MAJORITY = 0.02
TYPES_AT_MOST = 0.60
FAIR, NEAR_FAIR = 0.5, 0.05
BELOW_HEURISTIC = 0.05
UNLIKELY = 0.001
STRENGTHS = (1e-5, 1e-4, 1e-3)
"""How strongly a linear probe is held back; the best of them counts."""


class Item(NamedTuple):
    """One incident as the probes see it."""

    answer: str
    rule: str
    header: dict[str, float]
    types: dict[str, float]
    counts: list[float]
    calendar: list[float]
    """How the records fit each other, and how their hours fit the times of the log."""
    signs: dict[str, float]
    """The rules that fire, the kinds of work and the standings, each counted by itself."""
    names: str
    log: str
    records: str
    decides: tuple[float, ...]
    """Where the events of the certificate stand, from 0 to 1."""
    is_first: bool
    is_last: bool
    chance: float
    """The share of the lines that are in the certificate."""
    is_read: bool
    """Whether the heuristic comes to the right answer."""


class Result(NamedTuple):
    """A line of the table."""

    probe: str
    found: float
    off: float
    """Half of the 95 % interval."""
    bar: str
    is_short: bool
    leaks: str = ""


def required(name: str) -> Any:  # noqa: ANN401  # a package without types
    """Return the module called *name*, or say which extra has it."""
    try:
        return import_module(name)
    except ImportError:
        sys.exit(
            "the probes need numpy and scikit-learn; install the extra: pip install '.[audit]'"
        )


def item(grown: Grown, draw: Seed) -> Item:
    """Return *grown* as the probes see it."""
    case, truth = grown.case, grown.truth
    alert, log, records, _ = view.console(case)
    proof = all_names(truth.certificate)
    places = [place for place, event in enumerate(case.events) if event.id in proof]
    lines = [line.text for line in log.items]
    paper = [line.text for line in records.items]
    answer, _ = analyst.reads(case.events, case.records, either.HONEST)
    fuzz = draw.stream()
    return Item(
        answer=truth.answer,
        rule=case.alert,
        header=_header(case.alert, case.events[0].second),
        types={name: float(count) for name, count in Counter(e.type for e in case.events).items()},
        counts=[len(lines), len(paper), sum(map(len, lines)), sum(map(len, paper))],
        calendar=[*triage_clues.paperwork(case.records), *triage_clues.hours(case)],
        signs=_signs(grown),
        names=_names(grown),
        log="\n".join([alert.items[0].text, *lines]),
        records="\n".join(paper),
        decides=tuple((place + fuzz.unit()) / len(lines) for place in places),
        is_first=case.events[0].id in proof,
        is_last=case.events[-1].id in proof,
        chance=len(places) / len(lines),
        is_read=answer == truth.answer,
    )


def _header(rule: str, second: int) -> dict[str, float]:
    hour, day = second % DAY // HOUR, second // DAY % 7
    return {f"rule {rule}": 1.0, f"hour {hour}": 1.0, f"day {day}": 1.0, RULES[rule].grade: 1.0}


def _signs(grown: Grown) -> dict[str, float]:
    case = grown.case
    words = [f"alert {case.alert}", *(f"sign {one.rule}" for one in signals(case.events))]
    for record in case.records:
        words += [f"{record.kind} {record.role}", f"{record.kind} {record.standing}"]
    return {name: float(count) for name, count in Counter(words).items()}


def _names(grown: Grown) -> str:
    words = [f"organisation-{grown.origin.organisation}", grown.case.dialect]
    for event in grown.case.events:
        words += [event.host, event.user, event.account, event.source_ip, event.target_ip]
    for record in grown.case.records:
        words += [record.host, record.actor, record.subject]
    return " ".join(word for word in words if word)


class Bench:
    """The probes over the incidents of one stage."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._np = required("numpy")
        self._text = required("sklearn.feature_extraction.text")
        self._linear = required("sklearn.linear_model")
        self._trees = required("sklearn.ensemble")
        self._tree = required("sklearn.tree")
        self._dicts = required("sklearn.feature_extraction").DictVectorizer
        self._auc = required("sklearn.metrics").roc_auc_score
        # Of the linear probes the best counts, whether it has come to rest or not.
        simplefilter("ignore", required("sklearn.exceptions").ConvergenceWarning)
        self._items = items
        self._cut = len(items) * 7 // 10
        self._answers = self._np.array([item.answer for item in items])
        told = self._answers[self._cut :]
        self.majority = float(max(Counter(told.tolist()).values()) / len(told))
        self.heuristic = sum(item.is_read for item in items[self._cut :]) / len(told)

    def off(self, share: float, count: int | None = None) -> float:
        """Return half of the 95 % interval of *share*."""
        tried = len(self._items) - self._cut if count is None else count
        return 1.96 * sqrt(max(share * (1 - share), 1e-9) / max(tried, 1))

    def _learnt(self, model: Any, features: Any) -> float:  # noqa: ANN401  # no types
        model.fit(features[: self._cut], self._answers[: self._cut])
        told = self._answers[self._cut :]
        return float((model.predict(features[self._cut :]) == told).mean())

    def _result(self, probe: str, found: float, most: float, leaks: str = "") -> Result:
        is_short = found - self.off(found) > most
        return Result(probe, found, self.off(found), f"<= {most:.3f}", is_short, leaks)

    def _sparse(self, dicts: Sequence[dict[str, float]]) -> tuple[Any, list[str]]:
        vectors = self._dicts()
        return vectors.fit_transform(dicts), list(vectors.get_feature_names_out())

    def _words(self, texts: Sequence[str], longest: int = 1) -> tuple[Any, list[str]]:
        vectors = self._text.TfidfVectorizer(
            token_pattern=r"[^\s\"=\[\],|:;{}]+",  # noqa: S106  # no password
            ngram_range=(1, longest),
            min_df=3,
            sublinear_tf=True,
            dtype=self._np.float32,
        )
        return vectors.fit_transform(texts), list(vectors.get_feature_names_out())

    def _regression(self, probe: str, pair: tuple[Any, list[str]], most: float) -> Result:
        features, names = pair
        models = [
            self._linear.SGDClassifier(loss="log_loss", alpha=alpha, max_iter=30, random_state=0)
            for alpha in STRENGTHS
        ]
        tried = [self._learnt(model, features) for model in models]
        found = max(tried)
        model = models[tried.index(found)]
        spread = self._np.abs(model.coef_).max(axis=0)
        top = ", ".join(names[place] for place in spread.argsort()[::-1][:3])
        return self._result(probe, found, most, top)

    def header(self) -> Result:
        """Return what the alert and the time of day tell."""
        dicts = self._sparse([item.header for item in self._items])
        return self._regression("header", dicts, self.majority + NEAR_MAJORITY)

    def types(self) -> list[Result]:
        """Return what the types of events tell, to a stump and to many trees."""
        features, names = self._sparse([item.types for item in self._items])
        dense = features.toarray()
        stump = self._tree.DecisionTreeClassifier(max_depth=1, random_state=0)
        one = self._result("stump on types", self._learnt(stump, dense), TYPES_AT_MOST)
        many = self._result("boosted types", self._boosted(dense), TYPES_AT_MOST)
        line = self._regression("bag of types", (features, names), TYPES_AT_MOST)
        return [one, many, line]

    def _boosted(self, dense: Any) -> float:  # noqa: ANN401  # no types
        model = self._trees.HistGradientBoostingClassifier(
            max_iter=40, learning_rate=0.05, random_state=0
        )
        return self._learnt(model, dense)

    def signs(self) -> list[Result]:
        """Return what comes of knowing every rule that fires and all work, joined to nothing."""
        pair = self._sparse([item.signs for item in self._items])
        clear = self.heuristic - BELOW_HEURISTIC
        trees = self._result("boosted signs", self._boosted(pair[0].toarray()), clear)
        return [trees, self._regression("bag of signs", pair, clear)]

    def counts(self) -> Result:
        """Return how well lengths alone tell what is to be dismissed, for the same alert."""
        grades = self._np.array([RULES[item.rule].grade for item in self._items])
        return self._told_apart("counts, AUC", [item.counts for item in self._items], grades)

    def calendar(self) -> list[Result]:
        """Return how well the records alone tell it, beside each other and the times of the log."""
        one = self._np.zeros(len(self._items))
        table = [item.calendar for item in self._items]
        auc = self._told_apart("calendar, AUC", table, one)
        found = self._boosted(self._np.array(table))
        return [auc, self._result("calendar", found, self.majority + NEAR_MAJORITY)]

    def _told_apart(self, probe: str, rows: Sequence[list[float]], groups: Any) -> Result:  # noqa: ANN401  # no types
        """Return the mean area under the curve of *probe*, by its *rows*, within *groups*."""
        np = self._np
        table, places = np.array(rows), np.arange(len(rows))
        is_bad = np.array([item.answer != "dismiss" for item in self._items])
        found: list[tuple[float, int, str]] = []
        for group in sorted(set(groups.tolist())):
            learn = (groups == group) & (places < self._cut)
            asked = (groups == group) & (places >= self._cut)
            model = self._trees.HistGradientBoostingClassifier(max_iter=30, random_state=0)
            model.fit(table[learn], is_bad[learn])
            score = model.predict_proba(table[asked])[:, 1]
            found.append((float(self._auc(is_bad[asked], score)), int(asked.sum()), str(group)))
        mean = sum(auc * count for auc, count, _ in found) / sum(count for _, count, _ in found)
        off = 1.96 * 0.6 / sqrt(sum(count for _, count, _ in found))
        worst = max(found, key=lambda one: abs(one[0] - FAIR))
        is_short = abs(mean - FAIR) - off > NEAR_FAIR
        told = f"worst {worst[2]} {worst[0]:.3f}" if len(found) > 1 else ""
        return Result(probe, mean, off, "0.5 +- 0.05", is_short, told)

    def places(self) -> list[Result]:
        """Return whether what decides stands anywhere, and what citing the ends comes to."""
        tenths = Counter(int(place * 10) for item in self._items for place in item.decides)
        count = sum(tenths.values())
        square = sum((tenths[tenth] - count / 10) ** 2 / (count / 10) for tenth in range(10))
        p_value = float(required("scipy.stats").chi2.sf(square, 9))
        ends = [Result("place, p", p_value, 0.0, f">= {UNLIKELY}", p_value < UNLIKELY)]
        chance = sum(item.chance for item in self._items) / len(self._items)
        for name, column in (("cite first", "is_first"), ("cite last", "is_last")):
            hit = sum(getattr(item, column) for item in self._items) / len(self._items)
            off = self.off(chance, len(self._items))
            told = f"chance {chance:.3f}"
            ends.append(Result(name, hit, off, "chance", abs(hit - chance) > 2 * off, told))
        return ends

    def texts(self) -> list[Result]:
        """Return what words tell: names, records, events, everything, and pairs in lines."""
        items, clear = self._items, self.heuristic - BELOW_HEURISTIC
        both = [f"{item.log}\n{item.records}" for item in items]
        chance = self.majority + NEAR_MAJORITY
        return [
            self._regression("names", self._words([item.names for item in items]), chance),
            self._regression("events only", self._words([item.log for item in items]), clear),
            self._regression("records only", self._words([item.records for item in items]), clear),
            self._regression("whole view", self._words(both), clear),
            self._regression("pairs of words", self._words(both, 2), clear),
        ]

    def results(self) -> list[Result]:
        """Return every line of the table."""
        blind = Result("majority", self.majority, self.off(self.majority), "", is_short=False)
        read = Result("heuristic", self.heuristic, self.off(self.heuristic), "", is_short=False)
        rest = [self.header(), *self.types(), self.counts(), *self.calendar(), *self.places()]
        rest += [*self.signs(), *self.texts()]
        return [blind, read, *rest]


def _printed(stage: str, results: Sequence[Result]) -> int:
    print(f"\n{stage}")
    for result in results:
        mark = "SHORT" if result.is_short else ""
        told = f"{result.found:7.3f} +- {result.off:.3f}"
        print(f"  {result.probe:<16}{told}  {result.bar:<12}{mark:<6}{result.leaks}")
    probes = [result for result in results if result.bar.startswith("<=")]
    most = max(probes, key=lambda result: result.found)
    print(f"  leaks most: {most.probe} ({most.leaks})")
    return sum(result.is_short for result in results)


def main() -> int:
    """Grow, probe and print; return 1 if a bar falls short."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true", help="2,000 incidents of each stage")
    parser.add_argument("--seed", default="shortcuts", help="the word that the seeds begin with")
    asked = parser.parse_args()
    required("sklearn")
    count = 2_000 if asked.quick else 10_000
    short = 0
    for name in PROBED:
        seeds = [Seed.of(asked.seed, name, number) for number in range(count)]
        items = [item(grow(seed, STAGES[name]), seed.child("place")) for seed in seeds]
        short += _printed(name, Bench(items).results())
    print(f"\n{short} short of their bar" if short else "\nevery bar holds")
    return int(short > 0)


if __name__ == "__main__":
    sys.exit(main())
