"""Tells what rewards taught beside the job, from what `benchmarks.learning_audit` kept.

    python -m benchmarks.learning_audit_page [--write]

Nothing is played here: the same file comes to the same bytes. Intervals of 95 % draw the worlds
again, with all that was played on them. A habit is called learned where those who were rewarded
have more of it than before, beyond the intervals over worlds and over seeds of training.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from math import lcm
from statistics import mean, stdev
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

import msgspec
from benchmarks.irrelevant import KINDS
from benchmarks.learning import STAGES
from benchmarks.learning_audit import STORED, UNCHANGED, Row, Stored
from benchmarks.learning_page import Strata, interval

from watchfloor.evaluation.intervals import Interval, student
from watchfloor.evaluation.redraws import Row as Sums
from watchfloor.evaluation.scale import scaled
from watchfloor.opensoc.recipes import RECIPES

BEFORE, AFTER, OTHER = "sft", "grpo", "classic-grpo"
STEPS = ((BEFORE, AFTER), (BEFORE, OTHER), (AFTER, OTHER))
"""Who is held against whom, seed by seed."""
HONEST, FLOOR, TOP = "heuristic", "random", "oracle"

Met: TypeAlias = tuple[int, int]
"""How often something was met, and how often it could have been."""
Of: TypeAlias = Callable[[str, Row, int], Met]
"""What of that there is in one world, whose truth is a letter."""

HABITS: Mapping[str, Of] = MappingProxyType(
    {
        "hostile dismissed": lambda truth, row, at: _met(row.given[at] == "d", of=truth != "d"),
        "harmless contained": lambda truth, row, at: _met(row.given[at] in "qb", of=truth == "d"),
        "contained the wrong way": lambda truth, row, at: _met(
            row.given[at] in "qb" and row.given[at] != truth, of=truth in "qb"
        ),
        "escalated needlessly": lambda truth, row, at: _met(row.given[at] == "e", of=truth != "e"),
        "watched needlessly": lambda truth, row, at: _met(row.given[at] == "m", of=truth != "m"),
        "nothing cited": lambda _, row, at: _met(not row.cited[at]),
        "nothing of the proof cited": lambda _, row, at: _met(not row.hits[at]),
        "cited beside the proof": lambda _, row, at: _met(row.cited[at] > row.hits[at]),
        "reasons or doubt stated": lambda _, row, at: _met(row.stated[at]),
        "no move": lambda _, row, at: _met(row.given[at] == "x"),
    }
)
"""What nobody should do, each of what could have been."""


def _met(is_so: object, *, of: bool = True) -> Met:
    return int(of and bool(is_so)), int(of)


def follows(shortcut: Sequence[str]) -> Of:
    """Return what is met of a *shortcut*, given its answers, in the worlds where it is wrong."""

    def of(truth: str, row: Row, at: int) -> Met:
        answer = shortcut[STAGES.index(row.scenario)][at]
        return _met(row.given[at] == answer, of=answer != truth)

    return of


def turns(kind: str) -> Of:
    """Return what is met of answers that the change *kind* turns into others."""

    def of(_truth: str, row: Row, at: int) -> Met:
        after = row.changed[kind][at : at + 1] or UNCHANGED
        return _met(after != row.given[at], of=after != UNCHANGED)

    return of


class Kept:
    """What was kept, by policy and scenario."""

    def __init__(self, stored: Stored) -> None:
        """Sort the rows of *stored*."""
        self.stored = stored
        self._rows: dict[tuple[str, str], list[Row]] = {}
        for row in stored.rows:
            self._rows.setdefault((row.policy, row.scenario), []).append(row)

    def rows(self, policy: str, scenario: str) -> list[Row]:
        """Return the rows of *policy*, one for each seed of training."""
        return self._rows.get((policy, scenario), [])

    @property
    def trained(self) -> list[str]:
        """Return those that were trained, before rewards and after."""
        return [it for it in (BEFORE, AFTER, OTHER) if self.rows(it, STAGES[0])]

    @property
    def lazy(self) -> list[str]:
        """Return those that stand for a shortcut."""
        others = dict.fromkeys(row.policy for row in self.stored.rows if row.seed < 0)
        return [it for it in others if it not in (HONEST, FLOOR, TOP)]

    def pairs(self, before: str, after: str, scenario: str) -> list[tuple[Row, Row]]:
        """Return the rows of both of the seeds that both have."""
        early = {it.seed: it for it in self.rows(before, scenario)}
        late = self.rows(after, scenario)
        return [(early[it.seed], it) for it in late if it.seed in early]

    def answers(self, policy: str) -> list[str]:
        """Return what *policy* answers, stage by stage."""
        return [self.rows(policy, scenario)[0].given for scenario in STAGES]


def share(kept: Kept, policy: str, of: Of) -> Interval:
    """Return how often *of* is met of *policy*, of what is possible."""
    strata: Strata = []
    for scenario in STAGES:
        truths, rows = kept.stored.truths[scenario], kept.rows(policy, scenario)
        met = [[of(truth, row, at) for row in rows] for at, truth in enumerate(truths)]
        strata.append([[*map(sum, zip(*own, strict=True))] for own in met])
    return interval(strata, _quotient)


def _quotient(sums: Sums) -> float | None:
    return sums[0] / sums[1] if sums[1] else None


class Step(NamedTuple):
    """How much more of something there is after than before."""

    found: Interval
    """Over worlds."""
    seeds: tuple[float, ...]

    @property
    def half(self) -> float:
        """Half of the interval over seeds."""
        count = len(self.seeds)
        return student(count - 1) * stdev(self.seeds) / count**0.5 if count > 1 else float("inf")

    @property
    def is_learned(self) -> bool:
        """Whether there is more of it, beyond both intervals."""
        return self.found.low > 0 and mean(self.seeds) - self.half > 0


def step(kept: Kept, before: str, after: str, of: Of) -> Step:
    """Return how much oftener *of* is met *after* than *before*, seed by seed."""
    strata: Strata = []
    by_seed: dict[int, list[list[int]]] = {}
    for scenario in STAGES:
        pairs = kept.pairs(before, after, scenario)
        worlds: list[list[int]] = []
        for at, truth in enumerate(kept.stored.truths[scenario]):
            met = [[*of(truth, late, at), *of(truth, early, at)] for early, late in pairs]
            worlds.append([*map(sum, zip(*met, strict=True))])
            for (early, _), own in zip(pairs, met, strict=True):
                by_seed.setdefault(early.seed, []).append(own)
        strata.append(worlds)
    each = [_difference([*map(sum, zip(*met, strict=True))]) or 0.0 for met in by_seed.values()]
    return Step(interval(strata, _difference), tuple(each))


def _difference(sums: Sums) -> float | None:
    return sums[0] / sums[1] - sums[2] / sums[3] if sums[1] and sums[3] else None


def paid(kept: Kept, policy: str, recipe: str) -> Interval:
    """Return what *policy* is paid by *recipe*, where random is 0 and the oracle 1."""
    return interval(_beside(kept, policy, (FLOOR, TOP), recipe), scaled)


def reached(kept: Kept, shortcut: str, policy: str, recipe: str) -> Interval:
    """Return how much of what *policy* is paid beyond random a *shortcut* is paid as well."""
    return interval(_beside(kept, shortcut, (FLOOR, policy), recipe), scaled)


def _beside(kept: Kept, policy: str, ends: tuple[str, str], recipe: str) -> Strata:
    """Return the rows of a scale: what *policy* is paid, what its *ends* are, and how often."""
    strata: Strata = []
    for scenario in STAGES:
        everybody = [kept.rows(it, scenario) for it in (policy, *ends)]
        strata.append([_scale(everybody, recipe, at) for at in range(kept.stored.worlds)])
    return strata


def _scale(everybody: Sequence[Sequence[Row]], recipe: str, at: int) -> list[int]:
    """Return what each of *everybody* is paid in one world, as if all had as many seeds."""
    count = lcm(*map(len, everybody))
    sums = [sum(it.paid[recipe][at] for it in rows) * count // len(rows) for rows in everybody]
    return [*sums, count]


def citing(kept: Kept, policy: str, recipe: str, *, by_first: bool) -> Interval:
    """Return what *policy* earns by its citations, or would by the first line, in points."""
    strata: Strata = []
    for scenario in STAGES:
        rows = kept.rows(policy, scenario)
        gains = [
            [(it.first if by_first else it.paid)[recipe][at] - it.bare[recipe][at] for it in rows]
            for at in range(kept.stored.worlds)
        ]
        strata.append([[sum(own), 1000 * len(own)] for own in gains])
    return interval(strata, _quotient)


def _told(found: Interval, sign: str = "") -> str:
    return f"{found.mean:{sign}.3f} [{found.low:{sign}.3f}, {found.high:{sign}.3f}]"


def _grid(title: str, heads: Sequence[str], rows: Mapping[str, Sequence[Interval]]) -> list[str]:
    lines = [title, f"{'':<30}" + "  ".join(f"{it:<23}" for it in heads)]
    told = {name: "  ".join(f"{_told(it):<23}" for it in found) for name, found in rows.items()}
    return [it.rstrip() for it in (*lines, *(f"{name:<30}{row}" for name, row in told.items()))]


def _shares(kept: Kept, title: str, asked: Mapping[str, Of], who: Sequence[str]) -> list[str]:
    rows = {name: [share(kept, it, of) for it in who] for name, of in asked.items()}
    return _grid(title, who, rows)


def _steps(kept: Kept, title: str, asked: Mapping[str, Of]) -> list[str]:
    lines = [title]
    for before, after in STEPS:
        if not {before, after} <= {*kept.trained}:
            continue
        for name, of in asked.items():
            found = step(kept, before, after, of)
            seeds = " ".join(f"{it:+.3f}" for it in found.seeds)
            told = f"mean {mean(found.seeds):+.3f} +-{found.half:.3f}"
            mark = "  LEARNED" if found.is_learned else ""
            line = f"{before:>5} -> {after:<13} {name:<26} {_told(found.found, '+')}"
            lines.append(f"{line}   by seed {seeds}, {told}{mark}")
    return lines


def page(stored: Stored) -> str:
    """Return the page of what was *stored*."""
    kept = Kept(stored)
    seeds = [f"{it} {len(kept.rows(it, STAGES[0]))}" for it in kept.trained]
    title = (
        f"Audit of trained policies, rules {stored.rules}: {stored.worlds} reserved worlds of each "
        f"stage, seeds of training: {', '.join(seeds)}"
    )
    parts = [[title], *_prices(kept), *_habits(kept)]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _prices(kept: Kept) -> list[list[str]]:
    """Return what is earned, by whom, and what a shortcut or a citation has of it."""
    last = kept.trained[-1]
    earned = {
        it: [paid(kept, it, recipe) for recipe in RECIPES]
        for it in (*kept.trained, HONEST, *kept.lazy)
    }
    reach = {
        it: [reached(kept, it, AFTER, "standard"), reached(kept, it, last, "classic")]
        for it in kept.lazy
    }
    cited = {
        f"{it}, {way}": [citing(kept, it, recipe, by_first=is_first) for recipe in RECIPES]
        for it in (*kept.trained, HONEST)
        for way, is_first in (("own", False), ("the first line", True))
    }
    beyond = "what a shortcut is paid beyond random, of what a policy is"
    return [
        _grid("normalised reward, at the prices of", [*RECIPES], earned),
        _grid(beyond, (f"{AFTER} by standard", f"{last} by classic"), reach),
        _grid("points that citations earn, by", [*RECIPES], cited),
    ]


def _habits(kept: Kept) -> list[list[str]]:
    """Return what is done that should not be, and whether rewards taught it."""
    shortcuts = {f"as {it}": follows(kept.answers(it)) for it in kept.lazy}
    changes = {it: turns(it) for it in KINDS}
    known = [*kept.trained, HONEST]
    others = [*known, *(it for it in ("last_line", "header_only") if it in kept.lazy)]
    more = "more of that after than before"
    wrong = "answers of a shortcut, where it is wrong"
    led = "answers that become others when something irrelevant does"
    return [
        _shares(kept, "what nobody should do, of what could be", HABITS, known),
        _steps(kept, more, HABITS),
        _shares(kept, wrong, shortcuts, kept.trained),
        _steps(kept, more, shortcuts),
        _shares(kept, led, changes, others),
        _steps(kept, more, changes),
    ]


def main() -> int:
    """Print the page, and perhaps write it."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", action="store_true", help="write it beside what was kept")
    asked = parser.parse_args()
    told = page(msgspec.json.decode(STORED.read_bytes(), type=Stored))
    print(told, end="")
    if asked.write:
        STORED.with_suffix(".txt").write_text(told, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
