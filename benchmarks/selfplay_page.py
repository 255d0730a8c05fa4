"""Tells what self-play made of both sides, from what `benchmarks.selfplay` kept of each seed.

    python -m benchmarks.selfplay_page [--write]

Nothing is played here: the same file comes to the same bytes. Intervals of 95 % draw the briefs
again, with what all seeds did on them; beside them stands the spread over the seeds of training.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import mean, stdev

import msgspec

from watchfloor.evaluation.intervals import Interval, of, student

STORED = Path("docs/measurements/training/selfplay.json")
SCENARIO = "stage4_adversarial"
BRIEFS, TRIES = 16, 8
"""Of one step of a fresh attacker."""
BEFORE = ("sft", "grpo")
"""The defenders that have not played against a trained attacker."""


class Tried(msgspec.Struct, frozen=True):
    """What an attacker did on all briefs."""

    name: str
    paid: tuple[int, ...]
    """In thousandths of a point, brief by brief."""
    admitted: int
    wrong: int
    """Of those admitted, how many the defender misjudged."""
    graphs: int
    """How many technique graphs those have."""
    novel: int


class Told(msgspec.Struct, frozen=True):
    """What is kept of one seed."""

    seed: int
    briefs: int
    budget: int
    attackers: tuple[str, ...]
    defended: dict[str, tuple[int, ...]]
    """What each defender earns against each attacker, where it is asked."""
    paid: dict[str, tuple[int, ...]]
    """What each attacker earns against each defender, where it is admitted."""
    against_last: tuple[Tried, ...]
    fresh: tuple[Tried, ...]
    """By the names of the defenders, the last of them at the end."""
    seconds: float
    """Of the processor."""


def page(seeds: Sequence[Told]) -> str:
    """Return the page of all *seeds*."""
    parts = [*_together(seeds), *(line for told in seeds for line in _alone(told))]
    spent = ", ".join(f"{it.seconds:.0f}" for it in seeds)
    return "\n\n".join([*parts, f"{spent} s of processor time, seed by seed"]) + "\n"


def _together(seeds: Sequence[Told]) -> list[str]:
    """Return what there is to tell of all *seeds* together."""
    names = ", ".join(str(it.seed) for it in seeds)
    budget = f"{seeds[0].budget} steps of {BRIEFS} briefs, {TRIES} tries each"
    lines = [f"what a fresh attacker earns after {budget}"]
    last = [it.fresh[-1].name for it in seeds]
    early = {name: [_called(it.fresh, name) for it in seeds] for name in BEFORE}
    late = [it.fresh[-1] for it in seeds]
    lines += [_over(f"against {name}", found) for name, found in early.items()]
    lines.append(_over(f"against {last[0]}", late))
    lines += [_beyond(f"{last[0]} less {name}", found, late) for name, found in early.items()]
    shown = [
        "attackers against the last defender",
        *(
            _over(it, [_called(told.against_last, it) for told in seeds])
            for it in seeds[0].attackers
        ),
    ]
    title = f"seeds {names}, {seeds[0].briefs} briefs of {SCENARIO}"
    means = [
        _matrix("defender earns, where it is asked, over seeds", [it.defended for it in seeds]),
        _matrix("attacker earns, where it is admitted, over seeds", [it.paid for it in seeds]),
    ]
    head = f"{'defender':<14}" + "".join(f"{it:>16}" for it in seeds[0].attackers)
    tables = [_lines([it[0], head, *it[1:]]) for it in means]
    return [title, _lines(lines), _lines(shown), *tables, _lines(_defended(seeds))]


def _defended(seeds: Sequence[Told]) -> list[str]:
    """Return how much more the last defender earns than the one before self-play, seed by seed."""
    before = BEFORE[-1]
    lines = [f"the last defender earns beyond {before}, where it is asked"]
    for place, name in enumerate(seeds[0].attackers):
        each = [
            ([*it.defended.values()][-1][place] - it.defended[before][place]) / 1000
            for it in seeds
            if before in it.defended
        ]
        told = " ".join(f"{it:+.3f}" for it in each)
        lines += [f"{name:<14} by seed {told}, {_seeds(each, '+')}"] if each else []
    return lines


def _matrix(title: str, matrices: Sequence[Mapping[str, Sequence[int]]]) -> list[str]:
    """Return the mean of each cell of *matrices* under *title*, with its interval over seeds."""
    lines = [title]
    for defender in matrices[0]:
        cells = zip(*(it[defender] for it in matrices), strict=True)
        told = [_seeds([it / 1000 for it in cell]) for cell in cells]
        lines.append(f"{defender:<14}" + "".join(f"{it:>16}" for it in told))
    return lines


def _called(tried: Sequence[Tried], name: str) -> Tried:
    return next(it for it in tried if it.name == name)


def _over(name: str, found: Sequence[Tried]) -> str:
    """Return what an attacker did in all seeds, as one line."""
    each = [mean(it.paid) / 1000 for it in found]
    shares: tuple[tuple[str, Callable[[Tried], float]], ...] = (
        ("admitted", lambda it: it.admitted / len(it.paid)),
        ("defender wrong", lambda it: it.wrong / max(1, it.admitted)),
        ("technique graphs of those admitted", lambda it: it.graphs / max(1, it.admitted)),
        ("novel", lambda it: it.novel / max(1, it.admitted)),
    )
    told = ", ".join(f"{what} {_seeds([share(it) for it in found])}" for what, share in shares)
    return f"{name:<24} earns {_told(_by_brief(found))}, over seeds {_seeds(each)}; {told}"


def _beyond(name: str, early: Sequence[Tried], late: Sequence[Tried]) -> str:
    """Return how much more is earned of *late* than of *early*, on the same briefs."""
    gains = [
        [after - before for before, after in zip(one.paid, other.paid, strict=True)]
        for one, other in zip(early, late, strict=True)
    ]
    each = [mean(it) / 1000 for it in gains]
    by_brief = [mean(own) / 1000 for own in zip(*gains, strict=True)]
    seeds = " ".join(f"{it:+.3f}" for it in each)
    return f"{name:<24} {_told(of(by_brief), '+')}   by seed {seeds}, {_seeds(each, '+')}"


def _by_brief(found: Sequence[Tried]) -> Interval:
    return of([mean(own) / 1000 for own in zip(*(it.paid for it in found), strict=True)])


def _seeds(each: Sequence[float], sign: str = "") -> str:
    if len(each) < 2:
        return f"{each[0]:{sign}.3f}"
    half = student(len(each) - 1) * stdev(each) / len(each) ** 0.5
    return f"{mean(each):{sign}.3f} +-{half:.3f}"


def _told(found: Interval, sign: str = "") -> str:
    return f"{found.mean:{sign}.3f} [{found.low:{sign}.3f}, {found.high:{sign}.3f}]"


def _lines(lines: Sequence[str]) -> str:
    return "\n".join(lines)


def _alone(told: Told) -> list[str]:
    """Return what there is to tell of one seed."""
    head = f"{'defender':<14}" + "".join(f"{name:>14}" for name in told.attackers)
    parts = [f"seed {told.seed}"]
    for title, rows in (
        ("defender earns, where it is asked", told.defended),
        ("attacker earns, where it is admitted", told.paid),
    ):
        cells = [
            f"{name:<14}" + "".join(f"{it / 1000:>14.3f}" for it in row)
            for name, row in rows.items()
        ]
        parts.append(_lines([title, head, *cells]))
    against = [f"attackers against {[*told.paid][-1]}", *map(_line, told.against_last)]
    fresh = [f"a fresh attacker after {told.budget} steps, against", *map(_line, told.fresh)]
    return [*parts, _lines(against), _lines(fresh)]


def _line(found: Tried) -> str:
    """Return what an attacker did in one seed."""
    paid = _told(of([it / 1000 for it in found.paid]))
    admitted = max(1, found.admitted)
    return (
        f"{found.name:<14} earns {paid}; admitted {found.admitted / len(found.paid):.2f}, defender "
        f"wrong {found.wrong / admitted:.2f}, {found.graphs} technique graphs of {found.admitted}, "
        f"novel {found.novel / admitted:.2f}"
    )


def main() -> int:
    """Print the page, and perhaps write it."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", action="store_true", help="write it beside what was kept")
    asked = parser.parse_args()
    told = page(msgspec.json.decode(STORED.read_bytes(), type=tuple[Told, ...]))
    print(told, end="")
    if asked.write:
        STORED.with_suffix(".txt").write_text(told, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
