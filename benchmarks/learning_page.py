"""Tells what was learned, from what `benchmarks.learning` kept: tables, and four pictures.

    python -m benchmarks.learning_page [--write]

Nothing is played here: the same file comes to the same bytes. Intervals of 95 % draw the worlds
again, with all that was played on them; beside them stands the spread over the seeds of training,
which is another thing. `--write` writes `learning.txt` beside what was kept, and the pictures to
`docs/pictures`.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean, stdev
from typing import TypeAlias

import msgspec
from benchmarks.learning import APART, LETTERS, STAGES, STORED, Course, Look, Row, Stored
from benchmarks.learning_pictures import drawn

from watchfloor.evaluation.confusion import GIVEN, at_prevalence, macro_f1
from watchfloor.evaluation.intervals import Interval, stretched, student
from watchfloor.evaluation.redraws import Value, added, of_sums
from watchfloor.evaluation.scale import scaled

PICTURES = Path("docs/pictures")
HARD = STAGES[2:]
CHAIN = ("format", "sft", "grpo")
"""The phases whose pace is told."""
MET, UNMET = "known_techniques", "held_out_technique"
"""Worlds without the techniques that are held out, and worlds where one of those decides."""
STEPS = (
    ("base", "sft"),
    ("sft", "grpo"),
    ("control", "grpo"),
    ("raft", "grpo"),
    ("grpo", "bound"),
    ("grpo", "selfplay"),
    ("grpo", "classic-grpo"),
    ("heuristic", "sft"),
    ("heuristic", "grpo"),
    ("heuristic", "selfplay"),
)
"""Who is held against whom, world by world."""
PREVALENCES = (5, 20, 60)
_CODES = {letter: name or "malformed" for name, letter in LETTERS.items()}


Strata: TypeAlias = list[list[list[int]]]
"""The numbers of each world, scenario by scenario."""


class Kept:
    """What was kept, by policy and scenario."""

    def __init__(self, stored: Stored) -> None:
        """Sort the rows of *stored*."""
        self.stored = stored
        self._rows: dict[tuple[str, str], list[Row]] = {}
        for row in stored.rows:
            self._rows.setdefault((row.policy, row.scenario), []).append(row)

    @property
    def policies(self) -> list[str]:
        """Return everybody, those that were trained first."""
        trained = [row.policy for row in self.stored.rows if row.seed >= 0]
        return list(dict.fromkeys([*trained, *(row.policy for row in self.stored.rows)]))

    def rows(self, policy: str, scenario: str) -> list[Row]:
        """Return the rows of *policy*, one for each seed of training."""
        return self._rows.get((policy, scenario), [])

    def worlds(self, policy: str, scenario: str, of: Callable[[Row, int], Sequence[int]]) -> Strata:
        """Return the sums of what *of* reads of each world of *scenario*, over the seeds."""
        rows = self.rows(policy, scenario)
        told = range(self.stored.worlds)
        return [[[int(it) for it in added([of(row, at) for row in rows])] for at in told]]


def interval(strata: Strata, value: Value) -> Interval:
    """Return *value* of the sums over all worlds of *strata*, with its interval."""
    found = of_sums(strata, value)
    whole = value(added([row for rows in strata for row in rows])) or 0.0
    return Interval(whole, *stretched(found, sum(map(len, strata)), len(strata)))


def normalised(kept: Kept, policy: str, scenarios: Sequence[str]) -> Interval:
    """Return what *policy* earned, where random is 0 and the oracle 1."""
    strata: Strata = []
    for scenario in scenarios:
        own = kept.rows(policy, scenario)
        (low,), (high,) = kept.rows("random", scenario), kept.rows("oracle", scenario)
        mine = [sum(row.rewards[at] for row in own) for at in range(kept.stored.worlds)]
        count = len(own)
        beside = zip(mine, low.rewards, high.rewards, strict=True)
        strata.append([[it, count * least, count * most, count] for it, least, most in beside])
    return interval(strata, scaled)


def _cell(truths: str) -> Callable[[Row, int], list[int]]:
    """Return what a row holds at a place: a one where its answer meets the truth."""

    def of(row: Row, place: int) -> list[int]:
        sums = [0] * (5 * len(GIVEN))
        truth, given = (GIVEN.index(_CODES[it[place]]) for it in (truths, row.given))
        sums[truth * len(GIVEN) + given] = 1
        return sums

    return of


def f1(kept: Kept, policy: str, scenario: str, percent: int | None = None) -> Interval:
    """Return macro F1, as met or as if *percent* of the alerts were hostile."""
    value = macro_f1 if percent is None else at_prevalence(percent, macro_f1)
    return interval(kept.worlds(policy, scenario, _cell(kept.stored.truths[scenario])), value)


def dismissed(kept: Kept, policy: str, scenarios: Sequence[str]) -> Interval:
    """Return the share of hostile alerts that were dismissed."""
    strata: Strata = []
    for scenario in scenarios:
        truths = kept.stored.truths[scenario]

        def of(row: Row, place: int, truths: str = truths) -> list[int]:
            is_hostile = truths[place] != "d"
            return [int(is_hostile and row.given[place] == "d"), int(is_hostile)]

        strata += kept.worlds(policy, scenario, of)
    return interval(strata, lambda sums: sums[0] / sums[1] if sums[1] else None)


def cited(kept: Kept, policy: str, scenarios: Sequence[str]) -> float:
    """Return how well what *policy* cites hits the proof."""
    rows = [row for scenario in scenarios for row in kept.rows(policy, scenario)]
    return mean(it / 1000 for row in rows for it in row.cited)


def gained(kept: Kept, before: str, after: str, scenarios: Sequence[str]) -> Interval:
    """Return what *after* earned beyond *before* in the same worlds, in points.

    Of those that were trained, only the seeds that both have are compared.
    """
    strata: Strata = []
    for scenario in scenarios:
        pairs = _pairs(kept, before, after, scenario)
        gains = [
            [late.rewards[at] - early.rewards[at] for early, late in pairs]
            for at in range(kept.stored.worlds)
        ]
        strata.append([[sum(own), len(own)] for own in gains])
    return interval(strata, lambda sums: sums[0] / sums[1] / 1000)


def _pairs(kept: Kept, before: str, after: str, scenario: str) -> list[tuple[Row, Row]]:
    """Return the rows of both on *scenario*, seed by seed; who was not trained meets them all."""
    early, late = ({it.seed: it for it in kept.rows(name, scenario)} for name in (before, after))
    seeds = [seed for seed in late if seed in early or -1 in early]
    return [(early.get(seed, early.get(-1, late[seed])), late[seed]) for seed in seeds]


def step(kept: Kept, before: str, after: str, scenarios: Sequence[str]) -> str:
    """Return a line on what *after* earned beyond *before* in the same worlds."""
    found = gained(kept, before, after, scenarios)
    each = _by_seed(kept, before, after, scenarios)
    told = f"{before:>10} -> {after:<10} {_told(found, signed=True)}"
    if len(each) < 2:
        return f"{told}   one seed: {each[0]:+.3f}"
    half = student(len(each) - 1) * stdev(each) / len(each) ** 0.5
    seeds = " ".join(f"{it:+.3f}" for it in each)
    return f"{told}   by seed {seeds}, mean {mean(each):+.3f} +-{half:.3f}"


def _by_seed(kept: Kept, before: str, after: str, scenarios: Sequence[str]) -> list[float]:
    """Return the same for each seed that has both."""
    pairs = [pair for scenario in scenarios for pair in _pairs(kept, before, after, scenario)]
    seeds = dict.fromkeys(late.seed for _, late in pairs)
    return [
        mean(mean(it.rewards) - mean(early.rewards) for early, it in pairs if it.seed == seed)
        / 1000
        for seed in seeds
    ]


def _told(found: Interval, *, signed: bool = False) -> str:
    sign = "+" if signed else ""
    return f"{found.mean:{sign}.3f} [{found.low:{sign}.3f}, {found.high:{sign}.3f}]"


def _grid(
    kept: Kept, scenarios: Sequence[str], of: Callable[[str, str], Interval | None]
) -> list[str]:
    lines = [f"{'policy':<18} {'seeds':>5}  " + "  ".join(f"{it:<22}" for it in scenarios)]
    for policy in kept.policies:
        seeds = len(kept.rows(policy, scenarios[0]))
        found = [of(policy, scenario) for scenario in scenarios]
        cells = "  ".join(f"{_told(it) if it else '-':<22}" for it in found)
        lines.append(f"{policy:<18} {seeds:>5}  {cells}".rstrip())
    return lines


def page(stored: Stored) -> str:
    """Return the page of what was *stored*."""
    kept = Kept(stored)
    trained = [it for it in kept.policies if kept.rows(it, STAGES[0])[0].seed >= 0]
    title = (
        f"Triage, {stored.experiment}, rules {stored.rules}: {stored.worlds} reserved worlds of "
        f"each scenario, {len(stored.courses)} seeds of training"
    )
    parts: list[tuple[str, list[str]]] = [
        (title, []),
        ("normalised reward", _grid(kept, STAGES, lambda p, s: normalised(kept, p, [s]))),
        ("macro F1", _grid(kept, STAGES, lambda p, s: f1(kept, p, s))),
        (
            "all four stages: normalised, hostile alerts dismissed, citation",
            [
                f"{it:<18} {_told(normalised(kept, it, STAGES))}  "
                f"{_told(dismissed(kept, it, STAGES))}  {cited(kept, it, STAGES):.3f}"
                for it in kept.policies
            ],
        ),
        ("stages 3 and 4, points earned beyond, same worlds", _steps(kept, HARD)),
        ("all four stages, points earned beyond, same worlds", _steps(kept, STAGES)),
        *_held_out(kept),
        (
            "macro F1 of stage4_adversarial if so many of a hundred alerts were hostile",
            [
                f"{it:<18} "
                + "  ".join(f"{n}: {_told(f1(kept, it, STAGES[3], n))}" for n in PREVALENCES)
                for it in [*trained, "heuristic"]
            ],
        ),
        ("processor seconds of each phase, one thread", _times(stored)),
        *_hurried(stored),
        ("what the worlds tell, as digests", [f"{k}: {v}" for k, v in stored.stories.items()]),
    ]
    return "\n\n".join("\n".join([title, *lines]) for title, lines in parts) + "\n"


def _held_out(kept: Kept) -> list[tuple[str, list[str]]]:
    """Return what is told of worlds that differ from those that were learned from."""
    unmet = f"{UNMET} less {MET}, normalised; only those of `techniques` have not met them"
    known = [it for it in kept.policies if kept.rows(it, MET)[0].seed >= 0]
    return [
        ("held out: normalised", _grid(kept, APART, lambda p, s: normalised(kept, p, [s]))),
        ("held out: macro F1", _grid(kept, APART, lambda p, s: f1(kept, p, s))),
        (unmet, [_lost(kept, it) for it in (*known, "heuristic")]),
    ]


def lost(kept: Kept, policy: str, seed: int | None = None) -> Interval:
    """Return what *policy* has less, normalised, where a technique decides that is held out.

    It is of one *seed* of training, or of all.
    """
    strata: Strata = []
    for scenario in (MET, UNMET):
        (low,), (high,) = kept.rows("random", scenario), kept.rows("oracle", scenario)
        own = [it for it in kept.rows(policy, scenario) if seed is None or it.seed == seed]
        count, nothing = len(own), [0, 0, 0, 0]
        rows: list[list[int]] = []
        for at in range(kept.stored.worlds):
            mine = sum(it.rewards[at] for it in own)
            scale = [mine, count * low.rewards[at], count * high.rewards[at], count]
            rows.append([*scale, *nothing] if scenario == MET else [*nothing, *scale])
        strata.append(rows)
    return interval(strata, lambda sums: (scaled(sums[4:]) or 0.0) - (scaled(sums[:4]) or 0.0))


def _lost(kept: Kept, policy: str) -> str:
    seeds = [it.seed for it in kept.rows(policy, MET)]
    told = f"{policy:<18} {_told(lost(kept, policy), signed=True)}"
    return f"{told}   {_by(seeds, lambda seed: lost(kept, policy, seed).mean)}"


def _by(seeds: Sequence[int], of: Callable[[int], float]) -> str:
    """Return what each of *seeds* comes to, and their mean with its interval."""
    each = [of(seed) for seed in seeds]
    told = "by seed " + " ".join(f"{it:+.3f}" for it in each)
    if len(each) < 2:
        return told
    half = student(len(each) - 1) * stdev(each) / len(each) ** 0.5
    return f"{told}, mean {mean(each):+.3f} +-{half:.3f}"


def _steps(kept: Kept, scenarios: Sequence[str]) -> list[str]:
    known = [it for it in STEPS if all(kept.rows(policy, STAGES[0]) for policy in it)]
    return [step(kept, before, after, scenarios) for before, after in known]


def reached(course: Course, percent: int = 80) -> tuple[Look, Look] | None:
    """Return the first look that earned *percent* of what the last one did, and the last one.

    Looks are those of one chain of phases, demonstrations and then rewards, on all stages at once.
    """
    looks = [it for it in course.looks if it.phase in CHAIN and it.clock]
    if not looks or looks[-1].phase != CHAIN[-1]:
        return None
    enough = percent / 100 * mean(looks[-1].rewards.values())
    return next(it for it in looks if mean(it.rewards.values()) >= enough), looks[-1]


def _hurried(stored: Stored) -> list[tuple[str, list[str]]]:
    """Return how soon most of what is learned was there, if anybody noted it."""
    found = [(it.seed, both) for it in stored.courses if (both := reached(it))]
    title = (
        "minutes of the processor, and by the clock, until worlds kept for validation earned 80 % "
        "of what they did at the end; looks are not counted"
    )
    lines = [
        f"seed {seed}: {_minutes(soon)}, {soon.phase} {soon.step}; the whole {_minutes(last)}"
        for seed, (soon, last) in found
    ]
    if len(found) > 1:
        each = [soon.processor / 60 for _, (soon, _) in found]
        half = student(len(each) - 1) * stdev(each) / len(each) ** 0.5
        lines.append(f"mean of the processor {mean(each):.1f} +-{half:.1f} over seeds")
    return [(title, lines)] if lines else []


def _minutes(look: Look) -> str:
    return f"{look.processor / 60:.1f}, {look.clock / 60:.1f}"


def _times(stored: Stored) -> list[str]:
    return [
        f"seed {it.seed}: "
        + ", ".join(f"{phase} {spent:.0f}" for phase, spent in it.seconds.items())
        for it in stored.courses
    ]


def main() -> int:
    """Print the page, and perhaps write it with the pictures."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", action="store_true", help="write it, and the pictures")
    asked = parser.parse_args()
    stored = msgspec.json.decode(STORED.read_bytes(), type=Stored)
    told = page(stored)
    print(told, end="")
    if asked.write:
        STORED.with_suffix(".txt").write_text(told, "utf-8")
        drawn(stored, PICTURES)
    return 0


if __name__ == "__main__":
    sys.exit(main())
